package io.github.fer4j.train.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One layer of a {@link Network}. Tensors are [N, channels, height, width] until {@link Flatten} or
 * {@link GlobalAveragePool} makes them [N, features].
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Layer.Convolution.class, name = "convolution"),
  @JsonSubTypes.Type(value = Layer.BatchNorm.class, name = "batch-norm"),
  @JsonSubTypes.Type(value = Layer.Relu.class, name = "relu"),
  @JsonSubTypes.Type(value = Layer.MaxPool.class, name = "max-pool"),
  @JsonSubTypes.Type(value = Layer.GlobalAveragePool.class, name = "global-average-pool"),
  @JsonSubTypes.Type(value = Layer.Flatten.class, name = "flatten"),
  @JsonSubTypes.Type(value = Layer.Dropout.class, name = "dropout"),
  @JsonSubTypes.Type(value = Layer.Dense.class, name = "dense"),
  @JsonSubTypes.Type(value = Layer.Residual.class, name = "residual")
})
public sealed interface Layer {

  /**
   * A 3x3 convolution with stride 1 and zero padding 1 ("same"): [N, C, H, W] to [N, filters, H,
   * W]. Weights {@code name.weight} are [filters, C, 3, 3]; the bias {@code name.bias} is
   * [filters].
   *
   * @param name unique in the network
   * @param filters output channels
   * @param bias whether it has a bias; a convolution before a batch norm needs none
   * @param l2 factor c of the penalty c·Σw² added to the loss (its gradient is 2·c·w), 0 for none
   */
  record Convolution(String name, int filters, boolean bias, double l2) implements Layer {
    /** Height and width of the kernel. */
    public static final int KERNEL = 3;

    public Convolution {
      requireName(name);
      requirePositive("filters", filters);
      requireNotNegative("l2", l2);
    }
  }

  /**
   * Batch normalisation over channels (S. Ioffe, C. Szegedy, arXiv 1502.03167, algorithm 1).
   * Weights {@code name.gamma}, {@code name.beta}, and running {@code name.mean}, {@code
   * name.variance}, all [C].
   *
   * @param name unique in the network
   * @param decay share of the old running statistics kept at each step, 0 to 1; the rest is the
   *     batch's mean and its variance divided by n
   * @param epsilon added to the variance
   */
  record BatchNorm(String name, double decay, double epsilon) implements Layer {
    public BatchNorm {
      requireName(name);
      requireShare("decay", decay);
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException("epsilon must be more than 0, not " + epsilon);
      }
    }
  }

  /** Rectified linear unit: max(0, x). */
  record Relu() implements Layer {}

  /** 2x2 max-pooling with stride 2: [N, C, H, W] to [N, C, H/2, W/2], rounded down. */
  record MaxPool() implements Layer {}

  /** Mean over height and width: [N, C, H, W] to [N, C]. */
  record GlobalAveragePool() implements Layer {}

  /** [N, C, H, W] to [N, C·H·W], channel by channel, row by row. */
  record Flatten() implements Layer {}

  /**
   * Inverted dropout: in training each value is zeroed with this probability and the others are
   * scaled by 1/(1 - rate); at inference nothing happens.
   *
   * @param rate share of the values that are dropped, 0 to 1
   */
  record Dropout(double rate) implements Layer {
    public Dropout {
      requireShare("rate", rate);
    }
  }

  /**
   * Fully connected: [N, F] to [N, units]. Weights {@code name.weight} are [units, F]; the bias
   * {@code name.bias} is [units]. The last layer of a network is a Dense of as many units as there
   * are classes; the softmax after it belongs to the loss in training and to {@code forward}.
   *
   * @param name unique in the network
   * @param units output features
   * @param l2 as in {@link Convolution}
   */
  record Dense(String name, int units, double l2) implements Layer {
    public Dense {
      requireName(name);
      requirePositive("units", units);
      requireNotNegative("l2", l2);
    }
  }

  /**
   * A residual block (K. He et al., arXiv 1512.03385, section 3.2): what its layers make of the
   * input, plus the input itself or a projection of it. The layers keep height and width. Weights
   * are those of the layers, and of a projection {@code name.weight}, [channels out, channels in,
   * 1, 1].
   *
   * @param name unique in the network
   * @param layers in order, at least one
   * @param skip what is added to their output
   */
  record Residual(String name, List<Layer> layers, Skip skip) implements Layer {

    /** The way around the layers of a block. */
    public enum Skip {
      /** The input as it is; the layers must keep the number of channels. */
      IDENTITY,
      /** A 1x1 convolution of the input, without a bias, to as many channels as the layers give. */
      PROJECTION
    }

    public Residual {
      requireName(name);
      layers = List.copyOf(layers);
      if (layers.isEmpty()) {
        throw new IllegalArgumentException(name + " needs at least one layer");
      }
    }
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A layer with weights needs a name");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more, not " + value);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in 0 to 1 (exclusive), not " + value);
    }
  }
}
