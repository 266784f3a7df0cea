package io.github.fer4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UncertaintyTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 0.95, 11);
  private static final ScoredExamples SCORES = SyntheticScores.of(1000, 1.5, 5);

  @Test
  void theSameSeedGivesTheSameIntervals() {
    assertThat(BOOTSTRAP.estimates(SCORES)).isEqualTo(BOOTSTRAP.estimates(SCORES));
    assertThat(new Bootstrap(1000, 0.95, 12).estimates(SCORES))
        .isNotEqualTo(BOOTSTRAP.estimates(SCORES));
  }

  @Test
  void theIntervalOfTheAccuracyIsAboutTheNormalOne() {
    Estimate estimate = BOOTSTRAP.estimates(SCORES).get(Metric.ACCURACY);
    double p = estimate.value().orElseThrow();
    double halfWidth = 1.96 * Math.sqrt(p * (1 - p) / SCORES.size());
    assertThat(estimate.low().orElseThrow()).isCloseTo(p - halfWidth, within(0.2 * halfWidth));
    assertThat(estimate.high().orElseThrow()).isCloseTo(p + halfWidth, within(0.2 * halfWidth));
  }

  @Test
  void everyFigureLiesWithinItsInterval() {
    assertThat(BOOTSTRAP.estimates(SCORES).values())
        .allSatisfy(
            estimate ->
                assertThat(estimate.value().orElseThrow())
                    .isBetween(estimate.low().orElseThrow(), estimate.high().orElseThrow()));
  }

  @Test
  void undefinedFiguresHaveNoInterval() {
    ScoredExamples oneClass = SyntheticScores.decided(new int[] {2, 2, 2}, 2, 2, 2);
    assertThat(BOOTSTRAP.estimates(oneClass).get(Metric.MCC)).isEqualTo(Estimate.ABSENT);
    assertThat(BOOTSTRAP.estimates(SCORES.statesBySum()).get(Metric.TOP_2_ACCURACY))
        .isEqualTo(Estimate.ABSENT);
  }

  @Test
  void scoresDoNotDifferFromThemselves() {
    Estimate none = BOOTSTRAP.differences(SCORES, SCORES).get(Metric.ACCURACY);
    assertThat(none.low()).hasValue(0);
    assertThat(none.high()).hasValue(0);
    assertThat(McNemar.of(SCORES, SCORES).pValue()).isEqualTo(1);
  }

  @Test
  void aBetterClassifierIsToldApart() {
    ScoredExamples better = SyntheticScores.decided(truthsOf(SCORES), truthsOf(SCORES));
    Estimate gain = BOOTSTRAP.differences(SCORES, better).get(Metric.ACCURACY);
    assertThat(gain.low().orElseThrow()).isPositive();
    assertThat(McNemar.of(SCORES, better).pValue()).isLessThan(1e-6);
  }

  @Test
  void mcNemarAgreesWithTheHandComputedBinomial() {
    int[] truths = new int[12];
    int[] first = {0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1};
    int[] second = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    McNemar test =
        McNemar.of(SyntheticScores.decided(truths, first), SyntheticScores.decided(truths, second));
    assertThat(test.onlyFirstRight()).isEqualTo(2);
    assertThat(test.onlySecondRight()).isEqualTo(8);
    assertThat(test.bothRight()).isEqualTo(1);
    assertThat(test.bothWrong()).isEqualTo(1);
    assertThat(test.pValue()).isCloseTo(2 * (1 + 10 + 45) / 1024.0, within(1e-12));
  }

  @Test
  void onlyScoresOfTheSameExamplesAreCompared() {
    ScoredExamples other = SyntheticScores.of(1000, 1.5, 6);
    assertThatThrownBy(() -> McNemar.of(SCORES, other)).hasMessageContaining("same examples");
    assertThatThrownBy(() -> BOOTSTRAP.differences(SCORES, SCORES.select(0)))
        .hasMessageContaining("same examples");
  }

  @Test
  void confusedPairsComeMostFrequentFirst() {
    ScoredExamples scores = SyntheticScores.decided(new int[] {0, 0, 0, 4, 4, 2}, 4, 4, 0, 0, 4, 2);
    assertThat(ConfusedPair.of(ConfusionMatrix.of(scores)))
        .isEqualTo(
            List.of(
                new ConfusedPair("Angry", "Sad", 2, 2 / 3.0),
                new ConfusedPair("Sad", "Angry", 1, 0.5)));
  }

  @Test
  void curvesOfAClassThatIsNotThereAreAbsent() {
    ScoredExamples scores = SyntheticScores.decided(new int[] {0, 2}, 0, 2);
    assertThat(RocCurve.of(scores, 1)).isEmpty();
    assertThat(PrecisionRecallCurve.of(scores, 1)).isEmpty();
    assertThat(RocCurve.of(scores, 2).orElseThrow().area()).isEqualTo(1);
  }

  private static int[] truthsOf(ScoredExamples scores) {
    int[] truths = new int[scores.size()];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = scores.truth(i);
    }
    return truths;
  }
}
