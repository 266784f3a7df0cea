package io.github.fer4j.train.config;

import java.util.List;

/**
 * The learning rate of each step and the end of training, as pure functions of the step and of the
 * validation losses so far: a resumed run needs nothing else to go on as it would have.
 */
public final class Schedule {
  /** Less than this is no improvement of a validation loss (Keras: ReduceLROnPlateau.min_delta). */
  static final double LEAST_IMPROVEMENT = 1e-4;

  private final TrainingConfig config;

  public Schedule(TrainingConfig config) {
    this.config = config;
  }

  /**
   * The rate of a step.
   *
   * @param step from 0, over the whole run
   * @param steps of the whole run
   * @param validationLosses of the epochs that have ended
   */
  public double rate(long step, long steps, List<Double> validationLosses) {
    double top = config.learningRate();
    return switch (config.schedule()) {
      case CONSTANT -> top;
      case COSINE -> top * cosine((step + 1.0) / steps, config.warmup());
      case PLATEAU -> top * Math.pow(config.plateauFactor(), reductions(validationLosses));
    };
  }

  /** Whether the patience for a better validation loss is spent. */
  public boolean stopsEarly(List<Double> validationLosses) {
    return config.earlyStopPatience() > 0
        && epochsSinceBest(validationLosses, 0) >= config.earlyStopPatience();
  }

  /**
   * Linear warm-up from 0 to 1, then half a cosine from 1 to 0 (I. Loshchilov, F. Hutter, arXiv
   * 1608.03983, equation 5, without restarts).
   *
   * @param progress share of the run that is done, 0 to 1
   */
  private static double cosine(double progress, double warmup) {
    if (progress < warmup) {
      return progress / warmup;
    }
    double rest = warmup == 1 ? 1 : (progress - warmup) / (1 - warmup);
    return (1 + Math.cos(Math.PI * rest)) / 2;
  }

  /** How often the rate has fallen: whenever the patience is spent, counted anew from there. */
  private int reductions(List<Double> losses) {
    int reductions = 0;
    int waited = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      if (loss < best - LEAST_IMPROVEMENT) {
        best = loss;
        waited = 0;
      } else if (++waited >= config.plateauPatience()) {
        reductions++;
        waited = 0;
      }
    }
    return reductions;
  }

  private static int epochsSinceBest(List<Double> losses, double leastImprovement) {
    int since = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      boolean better = loss < best - leastImprovement;
      best = better ? loss : best;
      since = better ? 0 : since + 1;
    }
    return since;
  }
}
