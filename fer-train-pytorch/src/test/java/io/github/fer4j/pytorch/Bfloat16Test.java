package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Training in bfloat16 on the processor, whether or not it has instructions for it. */
class Bfloat16Test {
  private static final Batch BATCH = Networks.batch(8, 16, 1);

  private static TrainingEngine engine(Precision precision) {
    return new PyTorchEngineProvider()
        .create(Networks.everyKind(0.2), new Nesterov(0.9, 5e-4), 7, "cpu", precision);
  }

  @Test
  void saysThatItComputesInIt() {
    try (TrainingEngine engine = engine(Precision.BFLOAT16)) {
      assertThat(engine.info().detail()).contains("bfloat16");
    }
  }

  @Test
  void givesNearlyTheProbabilitiesAndLossOfFloatsAndNotTheSame() {
    try (TrainingEngine floats = engine(Precision.FLOAT32);
        TrainingEngine half = engine(Precision.BFLOAT16)) {
      float[] exact = floats.forward(BATCH.pixels(), BATCH.size(), BATCH.side());
      float[] near = half.forward(BATCH.pixels(), BATCH.size(), BATCH.side());

      assertThat(near).isNotEqualTo(exact);
      // 8 bits of precision are 0.4 % a rounding; the layers add a few of them up.
      assertThat(near).containsExactly(exact, within(0.03f));
      assertThat(half.fit(BATCH, 0.01, 3).loss())
          .isCloseTo(floats.fit(BATCH, 0.01, 3).loss(), within(0.1));
    }
  }

  @Test
  void keepsItsWeightsInFloatsSoThatSmallStepsAreNotLost() {
    try (TrainingEngine engine = engine(Precision.BFLOAT16)) {
      float before = engine.weights().get("n.gamma")[0];
      engine.fit(BATCH, 1e-5, 3);
      float after = engine.weights().get("n.gamma")[0];

      // The next bfloat16 after 1 is 1.0078: there, a step this small would have been none.
      assertThat(after).isNotEqualTo(before).isCloseTo(before, within(1e-3f));
    }
  }

  @Test
  void theSameSeedEndsWithTheSameWeightsBitForBit() {
    assertThat(weightsAfterThreeSteps()).containsExactlyEntriesOf(weightsAfterThreeSteps());
  }

  @Test
  void muonTurnsAWeightNearlyAsInFloats() {
    Muon muon = new Muon(1, 0.9, 0);
    float[] exact = stepOf(muon, Precision.FLOAT32);
    float[] near = stepOf(muon, Precision.BFLOAT16);

    assertThat(near).isNotEqualTo(exact);
    double dot = product(near, exact);
    assertThat(dot / Math.sqrt(product(near, near) * product(exact, exact))).isGreaterThan(0.98);
  }

  /** How far a step moves the second convolution's weight, once it has its norm. */
  private static float[] stepOf(Muon muon, Precision precision) {
    try (TrainingEngine engine =
        new PyTorchEngineProvider().create(Networks.everyKind(0), muon, 7, "cpu", precision)) {
      engine.fit(BATCH, 0, 0);
      float[] before = engine.weights().get("b.weight");
      engine.fit(BATCH, 0.1, 0);
      float[] after = engine.weights().get("b.weight");
      for (int i = 0; i < after.length; i++) {
        after[i] -= before[i];
      }
      return after;
    }
  }

  private static double product(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }

  private static Map<String, float[]> weightsAfterThreeSteps() {
    try (TrainingEngine engine = engine(Precision.BFLOAT16)) {
      for (int step = 0; step < 3; step++) {
        engine.fit(BATCH, 0.01, step);
      }
      return engine.weights();
    }
  }

  @Test
  void learnsABatchByHeart() {
    try (TrainingEngine engine = engine(Precision.BFLOAT16)) {
      double first = engine.fit(BATCH, 0.02, 0).loss();
      double last = first;
      for (int step = 1; step < 60; step++) {
        last = engine.fit(BATCH, 0.02, step).loss();
      }
      assertThat(last).isLessThan(first - 0.2);
    }
  }
}
