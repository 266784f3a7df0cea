package io.github.fer4j.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** oneDNN is in use, and computes what Deeplearning4j's own code computes. */
class OneDnnTest {
  private static final String DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  /** Differences are in relation to this where all values are smaller still. */
  private static final double SMALLEST = 1e-3;

  private static final Optimizer OPTIMIZER = new Optimizer.Nesterov(.9, 0);

  @BeforeEach
  void onlyWhereTheNativeBuildHasOneDnn() {
    assumeTrue(
        NativeBuild.classifier().contains("onednn"),
        () -> "ND4J's build for this platform has no oneDNN: " + NativeBuild.classifier());
  }

  private static Dl4jEngine engine(Network network, boolean helpers) {
    String before = System.setProperty(DISABLED, String.valueOf(!helpers));
    try {
      return new Dl4jEngine(network, OPTIMIZER, 1);
    } finally {
      if (before == null) {
        System.clearProperty(DISABLED);
      } else {
        System.setProperty(DISABLED, before);
      }
    }
  }

  @Test
  void everyConvolutionRunsThroughOneDnn() {
    try (Dl4jEngine engine = engine(Vgg.quick(), true)) {
      Layer[] convolutions =
          Stream.of(engine.model().getLayers())
              .filter(ConvolutionLayer.class::isInstance)
              .toArray(Layer[]::new);

      assertThat(convolutions).hasSize(6);
      assertThat(convolutions)
          .allSatisfy(layer -> assertThat(layer.getHelper()).isInstanceOf(MKLDNNConvHelper.class));
      assertThat(engine.info().detail()).endsWith("oneDNN helpers in use");
    }
  }

  @Test
  void withHelpersOffNoneDoes() {
    try (Dl4jEngine engine = engine(Vgg.quick(), false)) {
      assertThat(engine.info().detail()).endsWith("oneDNN helpers not in use");
    }
  }

  static Stream<Network> networks() {
    return Stream.concat(
        Vgg.names().stream().map(Vgg::preset),
        Stream.of(TinyNetworks.anySize(), TinyNetworks.flattened()));
  }

  /**
   * Sums in another order round differently, and where that turns a value at a ReLU's kink or
   * changes which of four pooled values is largest, the gradient jumps. Few batches have such a
   * place; one without must agree to rounding.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAgreeWithTheBuiltInPath(Network network) {
    try (Dl4jEngine oneDnn = engine(network, true);
        Dl4jEngine builtIn = engine(network, false)) {
      List<Double> differences = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Batch batch = batch(network, 2 + i);
        differences.add(difference(oneDnn.gradients(batch, i), builtIn.gradients(batch, i)));
      }
      assertThat(differences).allSatisfy(d -> assertThat(d).isLessThan(.05));
      assertThat(differences).anySatisfy(d -> assertThat(d).isLessThan(1e-4));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void probabilitiesAndRunningStatisticsAgreeWithTheBuiltInPath(Network network) {
    Batch batch = batch(network, 2);
    try (Dl4jEngine oneDnn = engine(network, true);
        Dl4jEngine builtIn = engine(network, false)) {
      oneDnn.gradients(batch, 1);
      builtIn.gradients(batch, 1);
      assertThat(difference(oneDnn.weights(), builtIn.weights())).isLessThan(1e-4);
      float[] expected = builtIn.forward(batch.pixels(), batch.size(), batch.side());
      float[] actual = oneDnn.forward(batch.pixels(), batch.size(), batch.side());
      assertThat(difference(actual, expected)).isLessThan(1e-4);
    }
  }

  private static Batch batch(Network network, long seed) {
    return TinyNetworks.batch(3, network.takesAnySize() ? 16 : 48, seed);
  }

  /** The largest of the arrays' differences. */
  private static double difference(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    return actual.keySet().stream()
        .mapToDouble(name -> difference(actual.get(name), expected.get(name)))
        .max()
        .orElseThrow();
  }

  /** The largest difference in relation to the largest value. */
  private static double difference(float[] actual, float[] expected) {
    double largest = SMALLEST;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    return difference / largest;
  }
}
