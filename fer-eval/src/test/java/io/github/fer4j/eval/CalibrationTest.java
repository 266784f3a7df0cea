package io.github.fer4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.State;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void reliabilityAgreesWithTheHandComputedOne() {
    // Fear at 0.75 right, at 0.75 wrong, at 1 right; Angry at 0.75 right.
    ScoredExamples scores = SyntheticScores.binary(new int[] {1, 0, 1, 0}, 0.75, 0.75, 1, 0.25);
    Reliability reliability = Reliability.of(scores, 4);
    assertThat(reliability.bins()).extracting(Reliability.Bin::count).containsExactly(0, 0, 3, 1);
    Reliability.Bin third = reliability.bins().get(2);
    assertThat(third.confidence()).hasValue(0.75);
    assertThat(third.accuracy().getAsDouble()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(reliability.bins().get(0).accuracy()).isEmpty();
    double gap = 0.75 - 2 / 3.0;
    assertThat(reliability.expectedError()).isCloseTo(gap * 3 / 4, within(1e-12));
    assertThat(reliability.maximumError()).isCloseTo(gap, within(1e-12));
  }

  @Test
  void aFittedTemperatureUndoesTheOneThatWasApplied() {
    ScoredExamples scores = SyntheticScores.of(2000, 1.5, 1);
    double own = Temperature.fit(scores).value();
    ScoredExamples hotter = new Temperature(2).applyTo(scores);
    assertThat(Temperature.fit(hotter).value()).isCloseTo(own / 2, within(1e-4));
  }

  @Test
  void temperatureLowersLogLossAndKeepsDecisions() {
    ScoredExamples overconfident = new Temperature(0.3).applyTo(SyntheticScores.of(2000, 1.5, 1));
    ScoredExamples calibrated = Temperature.fit(overconfident).applyTo(overconfident);
    MetricSums before = MetricSums.of(overconfident);
    MetricSums after = MetricSums.of(calibrated);
    assertThat(after.logLossSum()).isLessThan(before.logLossSum());
    assertThat(after.matrix()).isEqualTo(before.matrix());
    assertThat(Reliability.of(calibrated).expectedError())
        .isLessThan(Reliability.of(overconfident).expectedError() / 3);
  }

  @Test
  void crossFittingIsNearlyAsGoodAsFittingOnTheSameFaces() {
    ScoredExamples scores = new Temperature(0.3).applyTo(SyntheticScores.of(2000, 1.5, 1));
    double same = MetricSums.of(Temperature.fit(scores).applyTo(scores)).logLossSum();
    double crossed = MetricSums.of(Temperature.crossFitted(scores, 5)).logLossSum();
    assertThat(crossed).isBetween(same, same * 1.01);
    assertThatThrownBy(() -> Temperature.crossFitted(scores.select(0, 1), 5))
        .hasMessageContaining("2 examples");
  }

  @Test
  void certaintyInWrongClassesStillHasATemperature() {
    ScoredExamples certain = SyntheticScores.decided(new int[] {0, 1, 2, 3}, 1, 1, 2, 3);
    assertThat(Temperature.fit(certain).value()).isBetween(1.0, 20.0);
  }

  @Test
  void leavingOutUnsureFacesFollowsTheHandComputedCurve() {
    // By falling confidence: right at 1, wrong and right at 0.75 (a tie), right at 0.625.
    ScoredExamples scores = SyntheticScores.binary(new int[] {1, 0, 1, 1}, 1, 0.75, 0.75, 0.625);
    CoverageCurve curve = CoverageCurve.of(scores);
    assertThat(curve.points())
        .containsExactly(
            new CoverageCurve.Point(1, 0.25, 1),
            new CoverageCurve.Point(0.75, 0.75, 2 / 3.0),
            new CoverageCurve.Point(0.625, 1, 0.75));
    assertThat(curve.areaUnderRisk()).isCloseTo(0.5 / 3 + 0.25 * 0.25, within(1e-12));
    assertThat(curve.at(0.5).coverage()).isEqualTo(0.75);
  }

  @Test
  void thresholdsForNotOkayRunFromCallingAllToCallingTheSurestOnly() {
    int notOkay = State.NOT_OKAY.ordinal();
    ScoredExamples states = SyntheticScores.of(500, 1.5, 3).statesBySum();
    ThresholdCurve curve = ThresholdCurve.of(states, notOkay);
    ThresholdCurve.Point all = curve.points().get(0);
    assertThat(all.recall()).hasValue(1);
    assertThat(all.called()).isEqualTo(1);
    assertThat(curve.points()).extracting(ThresholdCurve.Point::threshold).isSorted();
    assertThat(curve.points().get(50).precision()).isEmpty();
    double atHalf = curve.points().get(25).accuracy();
    assertThat(atHalf).isEqualTo(Metric.ACCURACY.of(MetricSums.of(states)).orElseThrow());
    assertThat(curve.bestF1().f1().orElseThrow())
        .isGreaterThanOrEqualTo(curve.points().get(25).f1().orElseThrow());
  }
}
