package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** oneDNN is in use, and what is computed with it is what Deeplearning4j computes by itself. */
class OneDnnTest {
  private static final String DISABLED = "org.eclipse.deeplearning4j.helpers.disable";
  private static final Optimizer OPTIMIZER = new Optimizer.Nesterov(.9, 0);

  /** Differences are in relation to this where all values are smaller still. */
  private static final double SMALLEST = 1e-3;

  @BeforeEach
  void onlyWhereTheNativeBuildHasOneDnn() {
    assumeTrue(
        NativeBuild.classifier().contains("onednn"),
        () -> "ND4J's build for this platform has no oneDNN: " + NativeBuild.classifier());
  }

  private static CpuEngine engine(Network network, boolean helpers) {
    String before = System.setProperty(DISABLED, String.valueOf(!helpers));
    try {
      return new CpuEngine(network, OPTIMIZER, 1, "");
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
    try (CpuEngine engine = engine(Vgg.quick(), true)) {
      List<org.deeplearning4j.nn.api.Layer> convolutions =
          Stream.of(engine.model().layers()).filter(ConvolutionLayer.class::isInstance).toList();

      assertThat(convolutions).hasSize(6);
      assertThat(convolutions)
          .allSatisfy(layer -> assertThat(layer.getHelper()).isInstanceOf(MKLDNNConvHelper.class));
      assertThat(engine.info().detail()).endsWith("oneDNN helpers in use");
    }
  }

  @Test
  void withHelpersOffNoneDoesAndTheResultIsTheSame() {
    Network network = TinyNetworks.anySize();
    Batch batch = TinyNetworks.batch(3, 16, 2);
    try (CpuEngine on = engine(network, true);
        CpuEngine off = engine(network, false)) {
      assertThat(off.info().detail()).endsWith("oneDNN helpers not in use");
      Map<String, double[]> expected = doubles(off.gradients(batch, 1));
      assertThat(difference(on.gradients(batch, 1), expected)).isLessThan(1e-4);
    }
  }

  static Stream<Network> networks() {
    return Stream.concat(
            Vgg.names().stream().map(Vgg::preset),
            Stream.of(TinyNetworks.anySize(), TinyNetworks.flattened()))
        .map(OneDnnTest::withoutDropout);
  }

  private static Network withoutDropout(Network network) {
    List<Layer> layers =
        network.layers().stream().filter(layer -> !(layer instanceof Layer.Dropout)).toList();
    return new Network(network.name(), network.mean(), network.deviation(), layers);
  }

  /**
   * Floats and doubles round differently, and where that turns a value at a ReLU's kink or changes
   * which of four pooled values is largest, the gradient jumps. Few batches have such a place; one
   * without must agree to rounding.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAndRunningStatisticsAgreeWithTheBuiltInPath(Network network) {
    try (CpuEngine engine = engine(network, true)) {
      StockNetwork stock = new StockNetwork(network, engine.weights());
      List<Double> differences = new ArrayList<>();
      for (int seed = 2; seed < 5; seed++) {
        Batch batch = batch(network, seed);
        Map<String, float[]> before = engine.weights();
        Map<String, float[]> actual = new LinkedHashMap<>(engine.weights());
        actual.putAll(engine.gradients(batch, seed));
        engine.weights().forEach((name, values) -> putStatistic(actual, name, values));
        engine.setWeights(before);
        differences.add(difference(actual, stock.gradientsAndStatistics(batch)));
      }
      assertThat(differences).allSatisfy(d -> assertThat(d).isLessThan(.1));
      assertThat(differences).anySatisfy(d -> assertThat(d).isLessThan(1e-4));
    }
  }

  private static void putStatistic(Map<String, float[]> all, String name, float[] values) {
    if (name.endsWith(".mean") || name.endsWith(".variance")) {
      all.put(name, values);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void lossAndProbabilitiesAgreeWithTheBuiltInPath(Network network) {
    Batch batch = batch(network, 2);
    try (CpuEngine engine = engine(network, true)) {
      engine.fit(batch, .001, 1); // so that the running statistics are no longer 0 and 1
      StockNetwork stock = new StockNetwork(network, engine.weights());
      float[] actual = engine.forward(batch.pixels(), batch.size(), batch.side());
      assertThat(difference(actual, stock.forward(batch))).isLessThan(1e-4);

      stock.gradientsAndStatistics(batch);
      assertThat(engine.fit(batch, 0, 1).loss()).isCloseTo(stock.loss(), within(1e-4));
    }
  }

  private static Batch batch(Network network, long seed) {
    return TinyNetworks.batch(3, network.takesAnySize() ? 20 : 48, seed);
  }

  private static Map<String, double[]> doubles(Map<String, float[]> floats) {
    Map<String, double[]> doubles = new LinkedHashMap<>();
    floats.forEach(
        (name, values) -> {
          double[] copy = new double[values.length];
          for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
          }
          doubles.put(name, copy);
        });
    return doubles;
  }

  /** The largest of the arrays' differences. */
  private static double difference(Map<String, float[]> actual, Map<String, double[]> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    return actual.keySet().stream()
        .mapToDouble(name -> difference(actual.get(name), expected.get(name)))
        .max()
        .orElseThrow();
  }

  /** The largest difference in relation to the largest value. */
  private static double difference(float[] actual, double[] expected) {
    double largest = SMALLEST;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    return difference / largest;
  }
}
