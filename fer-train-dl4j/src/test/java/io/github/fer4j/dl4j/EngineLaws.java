package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.TrainingEngine;

/** What holds for every engine of Deeplearning4j. */
final class EngineLaws {
  private EngineLaws() {}

  /**
   * The same seed drops the same, whatever was computed in between, and another one other units.
   */
  static void assertDropoutComesFromTheSeedOfTheStep(TrainingEngine engine, Batch batch) {
    float[] once = ((Dl4jEngine) engine).gradients(batch, 7).get("out.weight");
    engine.forward(batch.pixels(), batch.size(), batch.side());
    float[] again = ((Dl4jEngine) engine).gradients(batch, 7).get("out.weight");
    float[] other = ((Dl4jEngine) engine).gradients(batch, 8).get("out.weight");
    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  /** With steps of Adam at a rate of 0.01 the loss on one batch falls by a fifth and more. */
  static void assertLearnsByHeart(TrainingEngine engine, Batch batch) {
    double first = engine.fit(batch, 1e-2, 0).loss();
    double last = first;
    for (int step = 1; step < 150; step++) {
      last = engine.fit(batch, 1e-2, step).loss();
    }
    assertThat(last).isLessThan(.8 * first);
  }
}
