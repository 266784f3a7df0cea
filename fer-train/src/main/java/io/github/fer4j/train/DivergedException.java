package io.github.fer4j.train;

/** The loss is no longer a number: the settings do not train. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(int epoch, int batch, double loss) {
    super(
        "Training diverged: the loss is "
            + loss
            + " in epoch "
            + epoch
            + ", batch "
            + batch
            + "; a lower learning-rate helps. The last checkpoint is from before.");
  }
}
