package io.github.fer4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.Emotion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples in scikit-learn's reference, with the values that it prints there. */
class PublishedExamplesTest {

  @Test
  void areaUnderRocAndAveragePrecision() {
    ScoredExamples scores = SyntheticScores.binary(new int[] {0, 0, 1, 1}, 0.1, 0.4, 0.35, 0.8);
    RocCurve roc = RocCurve.of(scores, 1).orElseThrow();
    assertThat(roc.area()).isCloseTo(0.75, within(1e-12));
    assertThat(roc.points())
        .extracting(RocCurve.Point::falsePositiveRate)
        .containsExactly(0.0, 0.0, 0.5, 0.5, 1.0);
    assertThat(roc.points())
        .extracting(RocCurve.Point::truePositiveRate)
        .containsExactly(0.0, 0.5, 0.5, 1.0, 1.0);
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(scores, 1).orElseThrow();
    assertThat(curve.averagePrecision()).isCloseTo(0.83, within(5e-3));
    assertThat(curve.prevalence()).isEqualTo(0.5);
  }

  @Test
  void balancedAccuracy() {
    ScoredExamples scores = SyntheticScores.decided(new int[] {0, 1, 0, 0, 1, 0}, 0, 1, 0, 0, 0, 1);
    assertThat(value(Metric.BALANCED_ACCURACY, scores)).isEqualTo(0.625);
  }

  @Test
  void macroAndWeightedF1() {
    ScoredExamples scores = SyntheticScores.decided(new int[] {0, 1, 2, 0, 1, 2}, 0, 2, 1, 0, 0, 1);
    assertThat(value(Metric.MACRO_F1, scores)).isCloseTo(0.267, within(5e-4));
    assertThat(value(Metric.WEIGHTED_F1, scores)).isCloseTo(0.267, within(5e-4));
  }

  @Test
  void cohenKappa() {
    ScoredExamples scores = SyntheticScores.decided(new int[] {0, 2, 0, 1, 2}, 0, 2, 0, 1, 0);
    assertThat(value(Metric.COHEN_KAPPA, scores)).isCloseTo(0.6875, within(1e-12));
  }

  @Test
  void matthewsCorrelation() {
    ScoredExamples scores = SyntheticScores.decided(new int[] {1, 1, 1, 0}, 1, 0, 1, 1);
    assertThat(value(Metric.MCC, scores)).isCloseTo(-0.33, within(5e-3));
  }

  @Test
  void logLoss() {
    ScoredExamples scores = SyntheticScores.binary(new int[] {1, 0, 0, 1}, 0.9, 0.1, 0.2, 0.65);
    assertThat(value(Metric.LOG_LOSS, scores)).isCloseTo(0.21616, within(5e-6));
  }

  @Test
  void topTwoAccuracy() {
    float[] probabilities = {
      0.5f, 0.2f, 0.2f, 0, 0, 0.3f, 0.4f, 0.2f, 0, 0, 0.2f, 0.4f, 0.3f, 0, 0, 0.7f, 0.2f, 0.1f, 0, 0
    };
    ScoredExamples scores =
        ScoredExamples.ofEmotions(
            new int[] {0, 1, 2, 3},
            List.of(Emotion.ANGRY, Emotion.FEAR, Emotion.HAPPY, Emotion.HAPPY),
            probabilities);
    assertThat(value(Metric.TOP_2_ACCURACY, scores)).isEqualTo(0.75);
  }

  private static double value(Metric metric, ScoredExamples scores) {
    return metric.of(MetricSums.of(scores)).orElseThrow();
  }
}
