package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.dl4j.Dl4jEngineProvider;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Optimizer.Adam;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.StepResult;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.Differentiable;
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
import io.github.fer4j.train.network.Vgg;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two independent implementations of one declaration: from the same weights and the same batch,
 * LibTorch and Deeplearning4j find the same probabilities, gradients and updates.
 */
class EnginesAgreeTest {
  private static final double FORWARD = 1e-4;
  private static final double GRADIENT = 1e-3;
  private static final double STEP = 1e-4;

  /** Share of a weight by which float arithmetic may turn it. */
  private static final double ROUNDING = 1e-6;

  private static final double RATE = 1e-3;
  private static final Nesterov NESTEROV = new Nesterov(0.9, 0.01);

  /**
   * With an epsilon as large as gradients: by a small one Adam divides each gradient by itself, so
   * that one of mere rounding errors would move its weight as far as any other.
   */
  private static final Adam ADAM = new Adam(0.9, 0.999, 1, 0.01);

  private static final Muon MUON = new Muon(2, 0.9, 0.01);

  /** How much Muon makes small singular values of the gradient grow, and so its rounding errors. */
  private static final double MUON_GROWTH = Math.pow(Muon.A, Muon.ITERATIONS);

  /** Each kind of layer in the smallest network that holds it, then all presets. */
  static Stream<Named<Network>> networks() {
    return Stream.concat(kinds(), presets());
  }

  private static Stream<Named<Network>> presets() {
    return Vgg.names().stream().map(name -> Named.of(name, Vgg.preset(name)));
  }

  private static Stream<Named<Network>> kinds() {
    return Stream.of(
        kind("dense", new GlobalAveragePool(), new Dense("d", 6, 0)),
        kind("dense with a penalty", new GlobalAveragePool(), new Dense("d", 6, 0.02)),
        kind("convolution", new Convolution("a", 5, false, 0), new GlobalAveragePool()),
        kind("convolution with a bias", new Convolution("a", 5, true, 0), new GlobalAveragePool()),
        kind(
            "convolution with a penalty",
            new Convolution("a", 5, true, 0.02),
            new GlobalAveragePool()),
        kind(
            "batch norm",
            new Convolution("a", 5, false, 0),
            new BatchNorm("n", 0.9, 1e-3),
            new Relu(),
            new GlobalAveragePool()),
        kind(
            "batch norm after the ReLU",
            new Convolution("a", 5, true, 0),
            new Relu(),
            new BatchNorm("n", 0.99, 1e-3),
            new GlobalAveragePool()),
        kind(
            "batch norm of features",
            new GlobalAveragePool(),
            new Dense("d", 6, 0),
            new Relu(),
            new BatchNorm("n", 0.8, 1e-3)),
        kind("ReLU", new Convolution("a", 5, true, 0), new Relu(), new GlobalAveragePool()),
        kind(
            "max-pooling",
            new Convolution("a", 5, true, 0),
            new MaxPool(),
            new GlobalAveragePool()),
        kind(
            "max-pooling after a ReLU",
            new Convolution("a", 5, true, 0),
            new Relu(),
            new MaxPool(),
            new GlobalAveragePool()),
        kind(
            "max-pooling after a batch norm and a ReLU",
            new Convolution("a", 5, false, 0),
            new BatchNorm("n", 0.9, 1e-3),
            new Relu(),
            new MaxPool(),
            new Convolution("b", 6, true, 0),
            new GlobalAveragePool()),
        kind(
            "flatten",
            new Convolution("a", 2, true, 0),
            new MaxPool(),
            new MaxPool(),
            new Flatten()),
        kind("dropout", new GlobalAveragePool(), new Dense("d", 6, 0), new Dropout(0.5)),
        Named.of("all kinds", Networks.everyKind(0.4)),
        kind(
            "residual block",
            new Convolution("a", 4, true, 0),
            new Residual(
                "r",
                List.of(
                    new Convolution("r.a", 4, false, 0),
                    new BatchNorm("r.n", 0.9, 1e-3),
                    new Relu(),
                    new Convolution("r.b", 4, true, 0.01)),
                Residual.Skip.IDENTITY),
            new Relu(),
            new MaxPool(),
            new GlobalAveragePool()),
        kind(
            "residual block that begins with a ReLU, and a projection",
            new Convolution("a", 4, true, 0),
            new Residual(
                "r",
                List.of(new Relu(), new Convolution("r.a", 6, true, 0), new Dropout(0.3)),
                Residual.Skip.PROJECTION),
            new MaxPool(),
            new GlobalAveragePool()),
        kind(
            "residual blocks in each other",
            new Convolution("a", 4, true, 0),
            new MaxPool(),
            new Residual(
                "r",
                List.of(
                    new BatchNorm("r.n", 0.9, 1e-3),
                    new Relu(),
                    new Residual(
                        "s",
                        List.of(new Convolution("s.a", 5, true, 0)),
                        Residual.Skip.PROJECTION)),
                Residual.Skip.PROJECTION),
            new Residual("t", List.of(new Convolution("t.a", 5, true, 0)), Residual.Skip.IDENTITY),
            new GlobalAveragePool()),
        Named.of("two heads", Networks.twoHeads(0.4)));
  }

  private static Named<Network> kind(String name, Layer... layers) {
    Layer[] withHead =
        Stream.concat(Stream.of(layers), Stream.of(new Dense("out", ClassSet.FIVE.size(), 0)))
            .toArray(Layer[]::new);
    return Named.of(name, Networks.of(withHead));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theirProbabilitiesAreTheSame(Network network) {
    try (Pair pair = new Pair(network, NESTEROV)) {
      Batch batch = pair.batch(2);
      float[] torch = pair.torch.forward(batch.pixels(), batch.size(), batch.side());
      float[] dl4j = pair.dl4j.forward(batch.pixels(), batch.size(), batch.side());
      assertClose("probabilities", torch, dl4j, FORWARD);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theirGradientsAreTheSame(Network network) {
    try (Pair pair = new Pair(withoutDropout(network), NESTEROV)) {
      pair.onABatchThatStaysOffTheKinks(
          batch -> {
            Map<String, float[]> torch = gradients(pair.torch, batch);
            Map<String, float[]> dl4j = gradients(pair.dl4j, batch);
            assertThat(torch.keySet()).isEqualTo(dl4j.keySet());
            dl4j.forEach(
                (name, expected) ->
                    assertClose(name, torch.get(name), expected, GRADIENT * greatest(expected)));
          });
    }
  }

  private static Map<String, float[]> gradients(TrainingEngine engine, Batch batch) {
    return ((Differentiable) engine).gradients(batch, 0);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theirStepsWithNesterovAreTheSame(Network network) {
    stepsAreTheSame(network, NESTEROV, GRADIENT);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theirStepsWithAdamAreTheSame(Network network) {
    stepsAreTheSame(network, ADAM, GRADIENT);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theirStepsWithMuonAreTheSame(Network network) {
    stepsAreTheSame(network, MUON, GRADIENT * MUON_GROWTH);
  }

  private static void stepsAreTheSame(Network network, Optimizer optimizer, double share) {
    try (Pair pair = new Pair(withoutDropout(network), optimizer)) {
      Map<String, float[]> before = pair.torch.weights();
      pair.onABatchThatStaysOffTheKinks(
          batch -> {
            StepResult torch = pair.torch.fit(batch, RATE, 0);
            StepResult dl4j = pair.dl4j.fit(batch, RATE, 0);
            assertThat(torch.loss()).isCloseTo(dl4j.loss(), within(FORWARD));
            assertThat(torch.accuracy()).isEqualTo(dl4j.accuracy());
            assertSameUpdate(before, pair.torch.weights(), pair.dl4j.weights(), share);
          });
    }
  }

  private static void assertSameUpdate(
      Map<String, float[]> before,
      Map<String, float[]> torch,
      Map<String, float[]> dl4j,
      double share) {
    dl4j.forEach(
        (name, expected) -> {
          double update = greatest(difference(expected, before.get(name)));
          double bound = Math.min(STEP, share * update + ROUNDING * greatest(expected));
          assertClose(name, torch.get(name), expected, bound);
        });
  }

  private static void assertClose(String name, float[] found, float[] expected, double bound) {
    assertThat(found).as(name).hasSameSizeAs(expected);
    assertThat((double) greatest(difference(found, expected))).as(name).isLessThanOrEqualTo(bound);
  }

  private static float[] difference(float[] left, float[] right) {
    float[] difference = new float[left.length];
    for (int i = 0; i < left.length; i++) {
      difference[i] = left[i] - right[i];
    }
    return difference;
  }

  private static float greatest(float[] values) {
    float greatest = 0;
    for (float value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  private static Network withoutDropout(Network network) {
    return new Network(
        network.name(),
        network.mean(),
        network.deviation(),
        withoutDropout(network.layers()),
        network.heads());
  }

  private static List<Layer> withoutDropout(List<Layer> layers) {
    return layers.stream()
        .map(
            layer ->
                layer instanceof Residual block
                    ? new Residual(block.name(), withoutDropout(block.layers()), block.skip())
                    : layer instanceof Dropout ? new Dropout(0) : layer)
        .toList();
  }

  /** Both engines with the same weights, off their start, running statistics too. */
  private static final class Pair implements AutoCloseable {
    private static final int SMALL_SIDE = 16;
    private static final double WARM_UP_RATE = 1e-4;
    private static final int BATCHES = 12;

    private final Network network;
    private final TrainingEngine torch;
    private final TrainingEngine dl4j;
    private final Map<String, float[]> start;
    private final Map<String, float[]> torchState;
    private final Map<String, float[]> dl4jState;

    Pair(Network network, Optimizer optimizer) {
      this.network = network;
      torch = new PyTorchEngineProvider().create(network, optimizer, 1, "cpu", Precision.AUTO);
      dl4j = new Dl4jEngineProvider().create(network, optimizer, 2, "cpu", Precision.AUTO);
      torchState = torch.optimizerState();
      dl4jState = dl4j.optimizerState();
      torch.fit(batch(1), WARM_UP_RATE, 1);
      start = torch.weights();
      begin();
    }

    private void begin() {
      torch.setWeights(start);
      torch.setOptimizerState(torchState);
      dl4j.setWeights(start);
      dl4j.setOptimizerState(dl4jState);
    }

    /** Small, but with more than one value a channel everywhere, for the batch norms. */
    Batch batch(long seed) {
      return network.takesAnySize()
          ? Networks.batch(network, 4, SMALL_SIDE, seed)
          : Networks.batch(network, 1, FaceImage.SIDE, seed);
    }

    /**
     * Holds one of several batches to the check. Where one of a million ReLUs or maxima is so near
     * to turning over that the engines' rounding decides, the gradients jump, rightly; small
     * networks have no such place. A wrong gradient is wrong on all batches.
     */
    void onABatchThatStaysOffTheKinks(Consumer<Batch> check) {
      int batches = network.parameters() > Vgg.quick().parameters() ? BATCHES : 1;
      for (int seed = 2; ; seed++) {
        try {
          begin();
          check.accept(batch(seed));
          return;
        } catch (AssertionError jump) {
          if (seed > batches) {
            throw jump;
          }
        }
      }
    }

    @Override
    public void close() {
      torch.close();
      dl4j.close();
    }
  }
}
