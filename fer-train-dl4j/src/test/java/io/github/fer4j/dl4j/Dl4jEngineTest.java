package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.EngineUnavailableException;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.internal.cuda.CudaDevices;
import io.github.fer4j.train.internal.cuda.CudaNatives;
import io.github.fer4j.train.internal.cuda.NvidiaCards;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Dl4jEngineTest {
  private static final Optimizer NESTEROV = new Optimizer.Nesterov(.9, 5e-4);
  private static final Optimizer ADAM = new Optimizer.Adam(.9, .999, 1e-7, 0);
  private static final Optimizer MUON = new Optimizer.Muon(.5, .9, 5e-4);

  private static TrainingEngine engine(Network network, Optimizer optimizer) {
    return new Dl4jEngineProvider().create(network, optimizer, 1, "auto", Precision.AUTO);
  }

  static Stream<Network> networks() {
    return Stream.of(TinyNetworks.anySize(), TinyNetworks.flattened());
  }

  @Test
  void isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(TrainingEngineProvider.class))
        .extracting(TrainingEngineProvider::name)
        .contains("deeplearning4j");
  }

  @Test
  void saysWhatItRunsOn() {
    try (TrainingEngine engine = engine(TinyNetworks.anySize(), ADAM)) {
      assertThat(engine.info().name()).isEqualTo("deeplearning4j");
      assertThat(engine.info().version()).isEqualTo("1.0.0-M2.1");
      assertThat(engine.info().device()).isEqualTo("cpu");
      assertThat(engine.info().detail()).matches("(linux|macosx|windows)-.*, oneDNN helpers .*");
    }
  }

  @Test
  void otherPrecisionsAreRefusedByName() {
    assertThatThrownBy(
            () ->
                new Dl4jEngineProvider()
                    .create(TinyNetworks.anySize(), ADAM, 1, "cpu", Precision.BFLOAT16))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("--precision float32")
        .hasMessageContaining("--engine pytorch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "cuda:0", "tpu"})
  void devicesThatAreNotToBeHadAreRefusedByName(String device) {
    NvidiaCards none = new NvidiaCards(List.of(), "nvidia-smi lists no card");
    Dl4jEngineProvider provider =
        new Dl4jEngineProvider(
            new CudaDevices(CudaNatives.DEEPLEARNING4J, Backend.CUDA.isAtHand(), () -> none));
    assertThatThrownBy(
            () -> provider.create(TinyNetworks.anySize(), ADAM, 1, device, Precision.AUTO))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining(device)
        .hasMessageContaining("take --device");
  }

  @Test
  void autoComputesOnTheCpuAndSaysWhyItIsNotACard() {
    NvidiaCards none = new NvidiaCards(List.of(), "nvidia-smi lists no card");
    Dl4jEngineProvider provider =
        new Dl4jEngineProvider(new CudaDevices(CudaNatives.DEEPLEARNING4J, true, () -> none));
    try (TrainingEngine engine =
        provider.create(TinyNetworks.anySize(), ADAM, 1, "auto", Precision.AUTO)) {
      assertThat(engine.info().device()).isEqualTo("cpu");
      assertThat(engine.info().detail()).contains("no card: nvidia-smi lists no card");
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void weightsHaveTheNamesAndShapesOfTheNetwork(Network network) {
    try (TrainingEngine engine = engine(network, NESTEROV)) {
      Map<String, int[]> shapes = network.weightShapes();
      assertThat(engine.weights()).containsOnlyKeys(shapes.keySet());
      engine
          .weights()
          .forEach(
              (name, values) ->
                  assertThat(values.length)
                      .as(name)
                      .isEqualTo(Stream.of(shapes.get(name)).mapToInt(Dl4jEngineTest::size).sum()));
    }
  }

  private static int size(int[] shape) {
    int size = 1;
    for (int length : shape) {
      size *= length;
    }
    return size;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsABatchByHeart(Network network) {
    try (TrainingEngine engine = engine(network, new Optimizer.Adam(.9, .999, 1e-8, 0))) {
      EngineLaws.assertLearnsByHeart(engine, TinyNetworks.batch(8, 48, 5));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aSecondEngineGoesOnBitForBit(Network network) {
    for (Optimizer optimizer : new Optimizer[] {NESTEROV, ADAM, MUON}) {
      try (TrainingEngine a = engine(network, optimizer);
          TrainingEngine b =
              new Dl4jEngineProvider().create(network, optimizer, 99, "cpu", Precision.AUTO)) {
        train(a, 0, 3);
        b.setWeights(a.weights());
        b.setOptimizerState(a.optimizerState());
        train(a, 3, 5);
        train(b, 3, 5);
        assertSame(a.weights(), b.weights());
        assertSame(a.optimizerState(), b.optimizerState());
      }
    }
  }

  private static void train(TrainingEngine engine, int from, int to) {
    for (int step = from; step < to; step++) {
      engine.fit(TinyNetworks.batch(6, 48, step), .01, 1000L + step);
    }
  }

  private static void assertSame(Map<String, float[]> a, Map<String, float[]> b) {
    assertThat(a).containsOnlyKeys(b.keySet());
    a.forEach((name, values) -> assertThat(values).as(name).isEqualTo(b.get(name)));
  }

  @Test
  void dropoutMasksComeFromTheSeedOfTheStep() {
    try (TrainingEngine engine = engine(TinyNetworks.anySize(), NESTEROV)) {
      EngineLaws.assertDropoutComesFromTheSeedOfTheStep(engine, TinyNetworks.batch(6, 48, 1));
    }
  }

  @Test
  void forwardGivesDistributionsForAnyNumberAndSideOfPictures() {
    try (TrainingEngine engine = engine(TinyNetworks.anySize(), NESTEROV)) {
      for (int side : new int[] {32, 40, 48}) {
        engine.fit(TinyNetworks.batch(4, side, 3), .01, 1);
        Batch batch = TinyNetworks.batch(130, side, 4);
        float[] all = engine.forward(batch.pixels(), 130, side);
        assertThat(all).hasSize(130 * ClassSet.FIVE.size());
        for (int row = 0; row < 130; row++) {
          double sum = 0;
          for (int i = 0; i < ClassSet.FIVE.size(); i++) {
            sum += all[row * ClassSet.FIVE.size() + i];
          }
          assertThat(sum).isCloseTo(1, within(1e-5));
        }
      }
    }
  }

  @Test
  void setWeightsRefusesWhatDoesNotFit() {
    try (TrainingEngine engine = engine(TinyNetworks.anySize(), NESTEROV)) {
      Map<String, float[]> missing = new LinkedHashMap<>(engine.weights());
      missing.remove("c2.bias");
      Map<String, float[]> unknown = new LinkedHashMap<>(engine.weights());
      unknown.put("c9.bias", new float[1]);
      Map<String, float[]> cut = new LinkedHashMap<>(engine.weights());
      cut.put("c2.bias", new float[5]);

      assertThatThrownBy(() -> engine.setWeights(missing)).hasMessageContaining("'c2.bias'");
      assertThatThrownBy(() -> engine.setWeights(unknown)).hasMessageContaining("c9.bias");
      assertThatThrownBy(() -> engine.setWeights(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("c2.bias has 5 values instead of 6");
      assertThatThrownBy(() -> engine.setOptimizerState(Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'velocity'");
    }
  }

  @Test
  void allPresetsCanBeBuilt() {
    for (String name : Vgg.names()) {
      try (TrainingEngine engine = engine(Vgg.preset(name), NESTEROV)) {
        assertThat(engine.weights()).hasSameSizeAs(Vgg.preset(name).weightShapes());
      }
    }
  }
}
