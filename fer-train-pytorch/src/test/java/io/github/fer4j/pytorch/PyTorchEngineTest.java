package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Optimizer.Adam;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.StepResult;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.internal.Differentiable;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PyTorchEngineTest {
  private static final Nesterov NESTEROV = new Nesterov(0.9, 1e-3);
  private static final Adam ADAM = new Adam(0.9, 0.999, 1e-8, 1e-3);
  private static final List<Optimizer> OPTIMIZERS =
      List.of(NESTEROV, ADAM, new Muon(0.5, 0.9, 1e-3));

  private static TrainingEngine engine(Network network, Optimizer optimizer, long seed) {
    return new PyTorchEngineProvider().create(network, optimizer, seed, "cpu", Precision.AUTO);
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(TrainingEngineProvider.class))
        .extracting(TrainingEngineProvider::name)
        .contains("pytorch");
  }

  @Test
  void saysWhatComputes() {
    try (TrainingEngine engine = engine(Networks.everyKind(0), NESTEROV, 1)) {
      assertThat(engine.info().name()).isEqualTo("pytorch");
      assertThat(engine.info().version()).matches("\\d+\\.\\d+\\.\\d+");
      assertThat(engine.info().device()).isEqualTo("cpu");
      assertThat(engine.info().detail()).contains("threads").contains("float32");
    }
  }

  @Test
  void beginsWithTheWeightsOfTheNetworkDrawnFromTheSeed() {
    Network network = Networks.everyKind(0);
    try (TrainingEngine one = engine(network, NESTEROV, 1);
        TrainingEngine same = engine(network, NESTEROV, 1);
        TrainingEngine other = engine(network, NESTEROV, 2)) {
      assertThat(one.weights().keySet()).containsExactlyElementsOf(network.weightShapes().keySet());
      assertThat(one.weights()).containsExactlyEntriesOf(same.weights());
      assertThat(one.weights().get("b.weight")).isNotEqualTo(other.weights().get("b.weight"));
      assertThat(one.weights().get("n.gamma")).containsOnly(1);
      assertThat(one.weights().get("n.variance")).containsOnly(1);
      assertThat(one.weights().get("n.mean")).containsOnly(0);
      assertThat(one.weights().get("a.bias")).containsOnly(0);
    }
  }

  @Test
  void drawsKernelsWithTheVarianceOfHe() {
    Network network =
        Networks.of(new GlobalAveragePool(), new Dense("d", 40_000, 0), new Dense("out", 5, 0));
    try (TrainingEngine engine = engine(network, NESTEROV, 3)) {
      assertThat(meanSquare(engine.weights().get("d.weight"))).isCloseTo(2, within(0.1));
      double expected = 2.0 / 40_000;
      assertThat(meanSquare(engine.weights().get("out.weight")))
          .isCloseTo(expected, within(expected / 50));
    }
  }

  private static double meanSquare(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum / values.length;
  }

  @Test
  void computesAConvolutionAsItsDefinitionSays() {
    Network network =
        new Network(
            "test",
            0,
            1,
            List.of(
                new Convolution("a", 1, true, 0), new GlobalAveragePool(), new Dense("out", 5, 0)));
    try (TrainingEngine engine = engine(network, NESTEROV, 1)) {
      Map<String, float[]> weights = engine.weights();
      // Only the kernel's upper right place counts: each pixel moves one down and one to the left.
      weights.put("a.weight", new float[] {0, 0, 1, 0, 0, 0, 0, 0, 0});
      weights.put("a.bias", new float[] {0.25f});
      weights.put("out.weight", new float[] {1, 0, 0, 0, 0});
      weights.put("out.bias", new float[5]);
      engine.setWeights(weights);

      float[] probabilities = engine.forward(new float[] {1, 2, 3, 4}, 1, 2);

      // [1 2; 3 4] becomes [0 0; 2 0]; its mean is 0.5 and the bias comes on top.
      double first = Math.exp(0.75) / (Math.exp(0.75) + 4);
      assertThat(probabilities[0]).isCloseTo((float) first, within(1e-6f));
      assertThat(probabilities[4]).isCloseTo((float) ((1 - first) / 4), within(1e-6f));
    }
  }

  @Test
  void flattensChannelByChannelRowByRow() {
    Network network =
        new Network(
            "test",
            0,
            1,
            List.of(new Convolution("a", 2, true, 0), new Flatten(), new Dense("out", 5, 0)));
    int places = 48 * 48;
    try (TrainingEngine engine = engine(network, NESTEROV, 1)) {
      Map<String, float[]> weights = engine.weights();
      weights.put("a.weight", new float[18]);
      weights.get("a.weight")[4] = 1;
      weights.put("a.bias", new float[] {0, 7});
      weights.put("out.weight", new float[5 * 2 * places]);
      weights.get("out.weight")[1] = 1; // class 0 sees the second pixel of the first row
      weights.get("out.weight")[2 * places + places + 5] = 0.5f; // class 1 sees channel 1
      weights.put("out.bias", new float[5]);
      engine.setWeights(weights);
      float[] pixels = new float[places];
      pixels[1] = 3;

      float[] probabilities = engine.forward(pixels, 1, 48);

      assertThat(Math.log(probabilities[0] / probabilities[4])).isCloseTo(3, within(1e-5));
      assertThat(Math.log(probabilities[1] / probabilities[4])).isCloseTo(3.5, within(1e-5));
    }
  }

  @Test
  void lossIsTheMeanCrossEntropyAgainstSoftTargets() {
    Network network =
        Networks.of(
            new Convolution("a", 3, true, 0.5), new GlobalAveragePool(), new Dense("out", 5, 0.5));
    Batch batch = Networks.batch(6, 12, 4);
    try (TrainingEngine engine = engine(network, NESTEROV, 1)) {
      float[] probabilities = engine.forward(batch.pixels(), 6, 12);
      double expected = 0;
      for (int i = 0; i < probabilities.length; i++) {
        expected -= batch.targets()[i] * Math.log(probabilities[i]) / 6;
      }
      assertThat(engine.fit(batch, 0, 0).loss()).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void accuracyIsTheShareOfPicturesWhoseGreatestTargetWins() {
    Network network = Networks.of(new GlobalAveragePool(), new Dense("out", 5, 0));
    try (TrainingEngine engine = engine(network, NESTEROV, 1)) {
      Map<String, float[]> weights = engine.weights();
      weights.put("out.weight", new float[5]);
      weights.put("out.bias", new float[] {0, 0, 1, 0, 0});
      engine.setWeights(weights);
      float[] targets = {0, 0, 1, 0, 0, .3f, 0, .4f, .3f, 0, 1, 0, 0, 0, 0, 0, .9f, .1f, 0, 0};
      StepResult result = engine.fit(new Batch(new float[4 * 4], targets, 4, 2), 0.1, 0);
      assertThat(result.accuracy()).isEqualTo(0.5);
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferencesOfTheLoss() {
    Batch batch = Networks.batch(5, 9, 5);
    try (TrainingEngine engine = engine(Networks.everyKind(0), new Nesterov(0, 0), 2)) {
      Map<String, float[]> gradients = ((Differentiable) engine).gradients(batch, 0);
      Map<String, float[]> weights = engine.weights();
      for (String name : gradients.keySet()) {
        double penalty = Map.of("a.weight", 2e-3, "c.weight", 4e-3).getOrDefault(name, 0.0);
        float[] values = weights.get(name);
        int place = values.length / 2;
        double expected = slope(engine, batch, weights, name, place) + penalty * values[place];
        assertThat((double) gradients.get(name)[place]).as(name).isCloseTo(expected, within(5e-4));
      }
    }
  }

  private static double slope(
      TrainingEngine engine, Batch batch, Map<String, float[]> weights, String name, int place) {
    float step = 1e-3f;
    return (lossWith(engine, batch, weights, name, place, step)
            - lossWith(engine, batch, weights, name, place, -step))
        / (2 * step);
  }

  private static double lossWith(
      TrainingEngine engine,
      Batch batch,
      Map<String, float[]> weights,
      String name,
      int place,
      float change) {
    Map<String, float[]> changed = new HashMap<>(weights);
    changed.put(name, weights.get(name).clone());
    changed.get(name)[place] += change;
    engine.setWeights(changed);
    return engine.fit(batch, 0, 0).loss();
  }

  @Test
  void nesterovStepsAreThoseOfTheFormula() {
    Batch batch = Networks.batch(4, 8, 6);
    try (TrainingEngine engine = engine(Networks.everyKind(0), NESTEROV, 7)) {
      Map<String, float[]> velocity = new HashMap<>();
      for (int step = 0; step < 3; step++) {
        Map<String, float[]> before = engine.weights();
        Map<String, float[]> gradients = ((Differentiable) engine).gradients(batch, 0);
        engine.fit(batch, 0.05, 0);
        gradients.forEach(
            (name, gradient) -> {
              float[] expected = before.get(name).clone();
              float[] v = velocity.computeIfAbsent(name, n -> new float[gradient.length]);
              for (int i = 0; i < gradient.length; i++) {
                double decay = name.endsWith(".weight") ? 1e-3 * expected[i] : 0;
                double g = gradient[i] + decay;
                v[i] = (float) (0.9 * v[i] + g);
                expected[i] -= (float) (0.05 * (g + 0.9 * v[i]));
              }
              assertThat(engine.weights().get(name))
                  .as(name)
                  .containsExactly(expected, within(1e-6f));
            });
      }
    }
  }

  @Test
  void adamStepsAreThoseOfTheAlgorithm() {
    Batch batch = Networks.batch(4, 8, 6);
    try (TrainingEngine engine = engine(Networks.everyKind(0), ADAM, 7)) {
      Map<String, double[]> moments = new HashMap<>();
      for (int step = 1; step <= 3; step++) {
        int t = step;
        Map<String, float[]> before = engine.weights();
        Map<String, float[]> gradients = ((Differentiable) engine).gradients(batch, 0);
        engine.fit(batch, 0.01, 0);
        gradients.forEach(
            (name, gradient) -> {
              float[] expected = before.get(name).clone();
              double[] mv = moments.computeIfAbsent(name, n -> new double[2 * gradient.length]);
              for (int i = 0; i < gradient.length; i++) {
                double g = gradient[i] + (name.endsWith(".weight") ? 1e-3 * expected[i] : 0);
                mv[2 * i] = 0.9 * mv[2 * i] + 0.1 * g;
                mv[2 * i + 1] = 0.999 * mv[2 * i + 1] + 0.001 * g * g;
                double first = mv[2 * i] / (1 - Math.pow(0.9, t));
                double second = mv[2 * i + 1] / (1 - Math.pow(0.999, t));
                expected[i] -= (float) (0.01 * first / (Math.sqrt(second) + 1e-8));
              }
              assertThat(engine.weights().get(name))
                  .as(name)
                  .containsExactly(expected, within(2e-5f));
            });
      }
    }
  }

  @Test
  void runningStatisticsKeepTheShareThatTheLayerSays() {
    Network network =
        Networks.of(
            new GlobalAveragePool(),
            new Dense("d", 1, 0),
            new BatchNorm("n", 0.75, 1e-3),
            new Dense("out", 5, 0));
    try (TrainingEngine engine = engine(network, NESTEROV, 1)) {
      Map<String, float[]> weights = engine.weights();
      weights.put("d.weight", new float[] {64}); // undoes the scaling of the pixels
      weights.put("d.bias", new float[] {127.5f});
      weights.put("n.mean", new float[] {8});
      engine.setWeights(weights);

      engine.fit(new Batch(new float[] {10, 30}, new float[10], 2, 1), 0, 0);

      assertThat(engine.weights().get("n.mean")[0])
          .isCloseTo(0.75f * 8 + 0.25f * 20, within(1e-4f));
      assertThat(engine.weights().get("n.variance")[0])
          .isCloseTo(0.75f * 1 + 0.25f * 100, within(1e-3f));
    }
  }

  @ParameterizedTest
  @FieldSource("OPTIMIZERS")
  void goesOnBitForBitFromItsSavedState(Optimizer optimizer) {
    Network network = Networks.everyKind(0.4);
    try (TrainingEngine whole = engine(network, optimizer, 1);
        TrainingEngine first = engine(network, optimizer, 1)) {
      fit(whole, 0, 10);
      fit(first, 0, 5);
      try (TrainingEngine resumed = engine(network, optimizer, 99)) {
        resumed.setWeights(first.weights());
        resumed.setOptimizerState(first.optimizerState());
        fit(resumed, 5, 10);
        assertThat(resumed.weights()).containsExactlyEntriesOf(whole.weights());
        assertThat(resumed.optimizerState()).containsExactlyEntriesOf(whole.optimizerState());
      }
    }
  }

  private static void fit(TrainingEngine engine, int from, int to) {
    for (int step = from; step < to; step++) {
      engine.fit(Networks.batch(8, 16, step), 0.01, 1000 + step);
    }
  }

  @Test
  void dropoutFollowsTheSeedOfTheStepAndIsOffAtInference() {
    Batch batch = Networks.batch(8, 16, 1);
    try (TrainingEngine engine = engine(Networks.everyKind(0.5), NESTEROV, 1)) {
      Map<String, float[]> once = ((Differentiable) engine).gradients(batch, 11);
      Map<String, float[]> again = ((Differentiable) engine).gradients(batch, 11);
      Map<String, float[]> other = ((Differentiable) engine).gradients(batch, 12);
      assertThat(again).containsExactlyEntriesOf(once);
      assertThat(other.get("out.weight")).isNotEqualTo(once.get("out.weight"));
      assertThat(engine.forward(batch.pixels(), 8, 16))
          .containsExactly(engine.forward(batch.pixels(), 8, 16));
    }
  }

  @Test
  void dropoutKeepsTheMean() {
    Network network =
        Networks.of(
            new GlobalAveragePool(),
            new Dense("d", 20_000, 0),
            new Dropout(0.25),
            new Dense("out", 5, 0));
    try (TrainingEngine engine = engine(network, NESTEROV, 1)) {
      Map<String, float[]> weights = engine.weights();
      weights.put("d.weight", new float[20_000]);
      Arrays.fill(weights.get("d.bias"), 1);
      Arrays.fill(weights.get("out.weight"), 0, 20_000, 1f / 20_000);
      Arrays.fill(weights.get("out.weight"), 20_000, 100_000, 0);
      engine.setWeights(weights);
      float[] target = {0, 1, 0, 0, 0};
      double loss = engine.fit(new Batch(new float[1], target, 1, 1), 0, 5).loss();
      // Class 0's logit is the mean of 20,000 kept and scaled ones: 1, within 4 deviations.
      double logit = Math.log(Math.exp(loss) - 4);
      assertThat(logit).isCloseTo(1, within(4 * Math.sqrt(0.25 / 0.75 / 20_000))).isNotEqualTo(1);
    }
  }

  @Test
  void takesOtherSidesWhereNothingIsFlattened() {
    try (TrainingEngine engine = engine(Networks.everyKind(0), NESTEROV, 1)) {
      Batch batch = Networks.batch(3, 21, 1);
      assertThat(engine.fit(batch, 0.01, 0).loss()).isFinite();
      assertThat(engine.forward(batch.pixels(), 3, 21)).hasSize(3 * ClassSet.FIVE.size());
    }
  }

  @Test
  void refusesAnotherSideWhereItFlattens() {
    try (TrainingEngine engine = engine(Networks.flattening(), NESTEROV, 1)) {
      assertThatThrownBy(() -> engine.fit(Networks.batch(2, 32, 1), 0.1, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("48")
          .hasMessageContaining("32");
      assertThatThrownBy(() -> engine.forward(new float[32 * 32], 1, 32))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesWeightsThatDoNotFitAndChangesNothing() {
    try (TrainingEngine engine = engine(Networks.flattening(), NESTEROV, 1)) {
      Map<String, float[]> before = engine.weights();
      Map<String, float[]> missing = engine.weights();
      missing.get("a.weight")[0] = 42;
      missing.remove("out.bias");
      assertThatThrownBy(() -> engine.setWeights(missing)).hasMessageContaining("out.bias");
      Map<String, float[]> unknown = engine.weights();
      unknown.put("z.weight", new float[1]);
      assertThatThrownBy(() -> engine.setWeights(unknown)).hasMessageContaining("z.weight");
      Map<String, float[]> tooShort = engine.weights();
      tooShort.put("n.beta", new float[3]);
      assertThatThrownBy(() -> engine.setWeights(tooShort))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("n.beta must hold 4 values, not 3");
      assertThat(engine.weights()).containsExactlyEntriesOf(before);
    }
  }

  @Test
  void refusesTheStateOfAnotherOptimizer() {
    try (TrainingEngine nesterov = engine(Networks.flattening(), NESTEROV, 1);
        TrainingEngine adam = engine(Networks.flattening(), ADAM, 1)) {
      assertThatThrownBy(() -> nesterov.setOptimizerState(adam.optimizerState()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> adam.setOptimizerState(nesterov.optimizerState()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @FieldSource("OPTIMIZERS")
  void leavesNoNativeObjectBehindAStep(Optimizer optimizer) {
    Batch batch = Networks.batch(4, 16, 1);
    try (TrainingEngine engine = engine(Networks.everyKind(0.5), optimizer, 1)) {
      long before = afterAllCalls(engine, batch);
      for (int i = 0; i < 5; i++) {
        assertThat(afterAllCalls(engine, batch)).isEqualTo(before);
      }
    }
  }

  private static long afterAllCalls(TrainingEngine engine, Batch batch) {
    engine.fit(batch, 0.1, 1);
    ((Differentiable) engine).gradients(batch, 1);
    engine.forward(batch.pixels(), batch.size(), batch.side());
    engine.setWeights(engine.weights());
    engine.setOptimizerState(engine.optimizerState());
    return Pointer.totalCount();
  }
}
