package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine for cards, on the backend for the CPU: it must do what the engine for the CPU does.
 */
class DeviceEngineTest {
  private static final Optimizer NESTEROV = new Optimizer.Nesterov(.9, 5e-4);
  private static final Optimizer ADAM = new Optimizer.Adam(.9, .999, 1e-3, 1e-3);
  private static final List<Optimizer> RULES =
      List.of(NESTEROV, ADAM, new Optimizer.Muon(2, .9, 1e-3));

  /**
   * As a training would: the provider switches on the helpers that the engine for the CPU needs.
   */
  @BeforeAll
  static void onTheCpu() {
    new Dl4jEngineProvider()
        .create(TinyNetworks.anySize(), NESTEROV, 1, "cpu", Precision.AUTO)
        .close();
  }

  private static Dl4jEngine engine(Network network, Optimizer optimizer) {
    return new DeviceEngine(network, optimizer, 1, "cpu");
  }

  private static Dl4jEngine reference(Network network, Optimizer optimizer) {
    return new CpuEngine(network, optimizer, 1, "");
  }

  static Stream<Network> networks() {
    return Stream.of(TinyNetworks.anySize(), TinyNetworks.flattened(), TinyNetworks.residual());
  }

  static Stream<Network> withoutDropout() {
    return networks()
        .map(
            network -> {
              List<Layer> layers = new ArrayList<>(network.layers());
              layers.removeIf(Layer.Dropout.class::isInstance);
              return new Network(network.name(), network.mean(), network.deviation(), layers);
            });
  }

  private static int side(Network network) {
    return network.takesAnySize() ? 20 : 48;
  }

  @ParameterizedTest
  @MethodSource("withoutDropout")
  void gradientsAndStatisticsAgreeWithTheEngineForTheCpu(Network network) {
    Batch batch = TinyNetworks.batch(4, side(network), 3);
    try (Dl4jEngine actual = engine(network, NESTEROV);
        Dl4jEngine expected = reference(network, NESTEROV)) {
      assertClose(actual.gradients(batch, 1), expected.gradients(batch, 1));
      assertClose(actual.weights(), expected.weights());
    }
  }

  @ParameterizedTest
  @MethodSource("withoutDropout")
  void stepsAgreeWithTheEngineForTheCpu(Network network) {
    for (Optimizer optimizer : RULES) {
      try (Dl4jEngine actual = engine(network, optimizer);
          Dl4jEngine expected = reference(network, optimizer)) {
        for (int step = 0; step < 3; step++) {
          Batch batch = TinyNetworks.batch(4, side(network), step);
          double loss = expected.fit(batch, .002, 1).loss();
          assertThat(actual.fit(batch, .002, 1).loss()).isCloseTo(loss, within(1e-4));
        }
        assertClose(actual.weights(), expected.weights());
        assertClose(actual.optimizerState(), expected.optimizerState());
        Batch batch = TinyNetworks.batch(70, side(network), 9);
        assertThat(actual.forward(batch.pixels(), 70, batch.side()))
            .containsExactly(expected.forward(batch.pixels(), 70, batch.side()), within(1e-3f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withoutDropout")
  void goesOnWhereTheEngineForTheCpuLeft(Network network) {
    for (Optimizer optimizer : RULES) {
      try (Dl4jEngine before = reference(network, optimizer);
          Dl4jEngine after = engine(network, optimizer)) {
        train(before, 0, 3);
        after.setWeights(before.weights());
        after.setOptimizerState(before.optimizerState());
        train(before, 3, 5);
        train(after, 3, 5);
        assertClose(after.weights(), before.weights());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aSecondEngineGoesOnBitForBit(Network network) {
    for (Optimizer optimizer : RULES) {
      try (Dl4jEngine a = engine(network, optimizer);
          Dl4jEngine b = new DeviceEngine(network, optimizer, 99, "cpu")) {
        train(a, 0, 3);
        b.setWeights(a.weights());
        b.setOptimizerState(a.optimizerState());
        train(a, 3, 5);
        train(b, 3, 5);
        a.weights().forEach((name, w) -> assertThat(b.weights().get(name)).as(name).isEqualTo(w));
      }
    }
  }

  private static void train(Dl4jEngine engine, int from, int to) {
    for (int step = from; step < to; step++) {
      engine.fit(TinyNetworks.batch(6, 48, step), .002, 1000L + step);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsABatchByHeart(Network network) {
    try (TrainingEngine engine = engine(network, new Optimizer.Adam(.9, .999, 1e-8, 0))) {
      EngineLaws.assertLearnsByHeart(engine, TinyNetworks.batch(8, side(network), 5));
    }
  }

  @Test
  void dropoutMasksComeFromTheSeedOfTheStep() {
    try (Dl4jEngine engine = engine(TinyNetworks.anySize(), NESTEROV)) {
      EngineLaws.assertDropoutComesFromTheSeedOfTheStep(engine, TinyNetworks.batch(6, 20, 1));
    }
  }

  @Test
  void stateOfAnotherShapeIsRefused() {
    try (Dl4jEngine engine = engine(TinyNetworks.anySize(), NESTEROV)) {
      assertThatThrownBy(() -> engine.setOptimizerState(Map.of("velocity", new float[3])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'velocity'");
    }
  }

  /** Within 2e-3 of the greatest value of each array. */
  private static void assertClose(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, values) -> {
          float greatest = 1e-3f;
          for (float value : values) {
            greatest = Math.max(greatest, Math.abs(value));
          }
          assertThat(actual.get(name)).as(name).containsExactly(values, within(2e-3f * greatest));
        });
  }
}
