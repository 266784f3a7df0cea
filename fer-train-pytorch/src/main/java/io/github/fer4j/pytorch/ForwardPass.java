package io.github.fer4j.pytorch;

import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Layer.Residual;
import io.github.fer4j.train.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A network as LibTorch's operations: pixels [N, 1, side, side] to logits [N, outputs]. */
final class ForwardPass {
  private static final long[] ONE = {1, 1};
  private static final long[] SAME_PADDING = {1, 1};
  private static final long[] POOL = {2, 2};
  private static final long[] NO_PADDING = {0, 0};

  /** What a layer does; the generator draws dropout in training and is absent at inference. */
  private interface Operation {
    Tensor apply(Tensor input, Optional<Generator> dropout);
  }

  private final Network network;
  private final Weights weights;
  private final Placement placement;
  private final List<Operation> operations;

  ForwardPass(Network network, Weights weights, Placement placement) {
    this.network = network;
    this.weights = weights;
    this.placement = placement;
    operations = operations(network.layers());
  }

  private List<Operation> operations(List<Layer> layers) {
    List<Operation> row = new ArrayList<>();
    @Nullable Layer before = null;
    for (Layer layer : poolsFirst(layers)) {
      row.add(operation(layer, before));
      before = layer;
    }
    return row;
  }

  /**
   * The layers, with each ReLU before a max-pooling moved behind it: the greatest of four values is
   * the same before and after, and so are the gradients, but a quarter of the values is left.
   */
  private static List<Layer> poolsFirst(List<Layer> layers) {
    List<Layer> row = new ArrayList<>(layers);
    for (int i = 1; i < row.size(); i++) {
      if (row.get(i) instanceof MaxPool && row.get(i - 1) instanceof Relu) {
        Collections.swap(row, i - 1, i);
      }
    }
    return row;
  }

  /** Logits in training: statistics of the batch, dropout drawn from this generator. */
  Tensor inTraining(Tensor pixels, Generator dropout) {
    return logits(pixels, Optional.of(dropout));
  }

  /** Logits at inference: running statistics, no dropout. */
  Tensor atInference(Tensor pixels) {
    return logits(pixels, Optional.empty());
  }

  private Tensor logits(Tensor pixels, Optional<Generator> dropout) {
    Tensor scaled = pixels.sub(new Scalar(network.mean())).div(new Scalar(network.deviation()));
    return apply(operations, placement.computing(scaled), dropout).to(ScalarType.Float);
  }

  private static Tensor apply(
      List<Operation> operations, Tensor input, Optional<Generator> dropout) {
    Tensor x = input;
    for (Operation operation : operations) {
      x = operation.apply(x, dropout);
    }
    return x;
  }

  private Operation operation(Layer layer, @Nullable Layer before) {
    if (layer instanceof Convolution convolution) {
      return (x, dropout) -> convolve(convolution, x);
    }
    if (layer instanceof BatchNorm norm) {
      return (x, dropout) -> normalise(norm, x, dropout.isPresent());
    }
    if (layer instanceof Relu) {
      return overwritable(before) ? (x, dropout) -> x.relu_() : (x, dropout) -> x.relu();
    }
    if (layer instanceof MaxPool) {
      return (x, dropout) -> torch.max_pool2d(x, POOL, POOL, NO_PADDING, ONE, false);
    }
    if (layer instanceof GlobalAveragePool) {
      return (x, dropout) -> torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
    }
    if (layer instanceof Flatten) {
      return (x, dropout) -> x.flatten(1, -1);
    }
    if (layer instanceof Dropout drop) {
      return (x, dropout) ->
          dropout.map(random -> DropoutMask.apply(drop.rate(), x, random)).orElse(x);
    }
    if (layer instanceof Residual block) {
      return residual(block);
    }
    return (x, dropout) -> multiply((Dense) layer, x);
  }

  private Operation residual(Residual block) {
    List<Operation> inside = operations(block.layers());
    boolean projects = block.skip() == Residual.Skip.PROJECTION;
    return (x, dropout) -> apply(inside, x, dropout).add(projects ? project(block, x) : x);
  }

  private Tensor project(Residual block, Tensor x) {
    Tensor kernel = placement.computing(weights.get(block.name() + ".weight"));
    return torch.conv2d(x, kernel, new TensorOptional(), ONE, NO_PADDING, ONE, 1);
  }

  /** Whether no gradient needs what this layer gives, so that a ReLU may write over it. */
  private static boolean overwritable(@Nullable Layer layer) {
    return layer instanceof Convolution
        || layer instanceof BatchNorm
        || layer instanceof MaxPool
        || layer instanceof Dense;
  }

  private Tensor convolve(Convolution layer, Tensor x) {
    Tensor kernel = placement.computing(weights.get(layer.name() + ".weight"));
    TensorOptional bias =
        layer.bias()
            ? new TensorOptional(placement.computing(weights.get(layer.name() + ".bias")))
            : new TensorOptional();
    return torch.conv2d(x, kernel, bias, ONE, SAME_PADDING, ONE, 1);
  }

  private Tensor normalise(BatchNorm layer, Tensor x, boolean training) {
    if (!training) {
      return normalise(layer, x, part(layer, "mean"), part(layer, "variance"), false);
    }
    Tensor mean = torch.zeros_like(part(layer, "mean"));
    Tensor variance = torch.zeros_like(part(layer, "variance"));
    Tensor normalised = normalise(layer, x, mean, variance, true);
    follow(layer, mean, variance, x.numel() / x.size(1));
    return normalised;
  }

  /** In training the statistics of the batch are written over the given ones. */
  private Tensor normalise(
      BatchNorm layer, Tensor x, Tensor mean, Tensor variance, boolean training) {
    return torch.batch_norm(
        x,
        new TensorOptional(part(layer, "gamma")),
        new TensorOptional(part(layer, "beta")),
        new TensorOptional(mean),
        new TensorOptional(variance),
        training,
        1,
        layer.epsilon(),
        true);
  }

  /**
   * Moves the running statistics towards those of the batch. LibTorch gives the variance over
   * {@code values - 1}; the layer wants it over {@code values}.
   */
  private void follow(BatchNorm layer, Tensor mean, Tensor variance, long values) {
    double share = 1 - layer.decay();
    double biased = share * (values - 1) / values;
    Scalar decay = new Scalar(layer.decay());
    part(layer, "mean").mul_(decay).add_(mean, new Scalar(share));
    part(layer, "variance").mul_(decay).add_(variance, new Scalar(biased));
  }

  private Tensor part(BatchNorm layer, String part) {
    return weights.get(layer.name() + "." + part);
  }

  private Tensor multiply(Dense layer, Tensor x) {
    Tensor kernel = placement.computing(weights.get(layer.name() + ".weight"));
    Tensor bias = placement.computing(weights.get(layer.name() + ".bias"));
    return torch.linear(x, kernel, new TensorOptional(bias));
  }
}
