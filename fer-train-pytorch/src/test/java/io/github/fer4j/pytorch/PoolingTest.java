package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.Differentiable;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Max-pooling behind a ReLU, where values are equal or negative. */
class PoolingTest {
  private static TrainingEngine engine(List<Layer> layers) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(new GlobalAveragePool());
    all.add(new Dense("out", ClassSet.FIVE.size(), 0));
    return new PyTorchEngineProvider()
        .create(new Network("test", 0, 1, all), new Nesterov(0, 0), 1, "cpu", Precision.FLOAT32);
  }

  @Test
  void theFirstOfEqualValuesGetsTheGradientAndAWindowWithoutPositiveOnesNone() {
    try (TrainingEngine engine =
        engine(List.of(new Convolution("a", 1, true, 0), new Relu(), new MaxPool()))) {
      Map<String, float[]> weights = engine.weights();
      weights.put("a.weight", new float[] {0, 0, 0, 0, 1, 0, 0, 0, 0});
      weights.put("out.weight", new float[] {1, 0, 0, 0, 0});
      engine.setWeights(weights);
      float[] pixels = {
        -1, -2, 2, 2, //
        -3, -4, 1, -1, //
        0, 0, -5, 3, //
        -1, 0, 1, 2
      };
      Batch batch = new Batch(pixels, new float[] {0, 1, 0, 0, 0}, 1, 4);

      float[] probabilities = engine.forward(pixels, 1, 4);
      Map<String, float[]> gradients = ((Differentiable) engine).gradients(batch, 0);

      // Maxima 0, 2, 0, 3 with mean 1.25; the two that are positive get p / 4 each.
      double p = Math.exp(1.25) / (Math.exp(1.25) + 4);
      assertThat((double) probabilities[0]).isCloseTo(p, within(1e-6));
      assertThat((double) gradients.get("a.bias")[0]).isCloseTo(2 * p / 4, within(1e-6));
      float[] kernel = gradients.get("a.weight");
      assertThat((double) kernel[4]).isCloseTo((2 + 3) * p / 4, within(1e-6));
      // To the right of the first 2 is the second; to the right of the 3 is the edge.
      assertThat((double) kernel[5]).isCloseTo(2 * p / 4, within(1e-6));
      assertThat((double) kernel[3]).isCloseTo((-2 - 5) * p / 4, within(1e-6));
    }
  }

  static Stream<List<Layer>> layersBeforeAMaxPool() {
    return Stream.of(
        List.of(new Convolution("a", 3, true, 0), new Relu()),
        List.of(new Convolution("a", 3, false, 0), new BatchNorm("n", 0.9, 1e-3), new Relu()),
        List.of(new Convolution("a", 3, true, 0), new Relu(), new Relu()),
        List.of(new Convolution("a", 3, true, 0), new Relu(), new MaxPool()));
  }

  /** A dropout of nothing between ReLU and max-pooling keeps them in the order of the network. */
  @ParameterizedTest
  @MethodSource("layersBeforeAMaxPool")
  void itsPlaceBeforeTheReluChangesNothing(List<Layer> layers) {
    List<Layer> pooled = new ArrayList<>(layers);
    pooled.add(new MaxPool());
    List<Layer> inOrder =
        pooled.stream()
            .flatMap(l -> l instanceof MaxPool ? Stream.of(new Dropout(0), l) : Stream.of(l))
            .toList();
    Batch batch = wholeNumbers();
    try (TrainingEngine one = engine(pooled);
        TrainingEngine other = engine(inOrder)) {
      Map<String, float[]> weights = one.weights();
      Random random = new Random(3);
      float[] kernel = weights.get("a.weight");
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = random.nextInt(3) - 1;
      }
      one.setWeights(weights);
      other.setWeights(weights);

      assertThat(((Differentiable) one).gradients(batch, 0))
          .containsExactlyEntriesOf(((Differentiable) other).gradients(batch, 0));
      assertThat(one.fit(batch, 0, 0)).isEqualTo(other.fit(batch, 0, 0));
      assertThat(one.forward(batch.pixels(), batch.size(), batch.side()))
          .isEqualTo(other.forward(batch.pixels(), batch.size(), batch.side()));
    }
  }

  /** With small whole numbers many windows have two greatest values, or no positive one. */
  private static Batch wholeNumbers() {
    Random random = new Random(2);
    float[] pixels = new float[3 * 12 * 12];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(3) - 1;
    }
    return new Batch(pixels, Networks.batch(3, 12, 1).targets(), 3, 12);
  }
}
