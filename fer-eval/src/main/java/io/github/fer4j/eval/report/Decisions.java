package io.github.fer4j.eval.report;

import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.CoverageCurve;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.McNemar;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.ThresholdCurve;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What can be decided from the probabilities, and how well.
 *
 * @param coverage accuracy where unsure faces are left out, thinned
 * @param coverageTable the same at usual coverages
 * @param notOkay threshold curve for calling a face NOT Okay by summed probability
 * @param threshold the threshold for NOT Okay that PublicTest chooses; absent without that split
 * @param rules the two rules for the state against each other
 */
public record Decisions(
    CoverageCurve coverage,
    List<CoverageCurve.Point> coverageTable,
    ThresholdCurve notOkay,
    Section<ChosenThreshold> threshold,
    Rules rules) {
  private static final double[] USUAL_COVERAGES = {1, 0.9, 0.8, 0.7, 0.6, 0.5};

  /**
   * A threshold and what it does.
   *
   * @param chosenOn the split that chose it by the best F1
   * @param there its figures on the split that chose it
   * @param here its figures on the evaluated split
   */
  public record ChosenThreshold(
      String chosenOn, ThresholdCurve.Point there, ThresholdCurve.Point here) {}

  /**
   * Top class against summed probability.
   *
   * @param mcNemar whether they are right equally often: first the top class, second the sum
   * @param difference figures by summed probability less those by top class
   */
  public record Rules(McNemar mcNemar, Map<String, Estimate> difference) {}

  static Decisions of(
      ScoredExamples scores, Section<ScoredExamples> publicTest, Bootstrap bootstrap) {
    CoverageCurve coverage = CoverageCurve.of(scores);
    ThresholdCurve notOkay = notOkayCurve(scores);
    return new Decisions(
        new CoverageCurve(Classification.thinned(coverage.points()), coverage.areaUnderRisk()),
        Arrays.stream(USUAL_COVERAGES).mapToObj(coverage::at).toList(),
        notOkay,
        publicTest
            .content()
            .map(chooser -> Section.of(chosen(notOkayCurve(chooser), notOkay)))
            .orElseGet(() -> Section.absent(publicTest.absent().orElseThrow())),
        rules(scores, bootstrap));
  }

  private static ThresholdCurve notOkayCurve(ScoredExamples scores) {
    return ThresholdCurve.of(scores.statesBySum(), State.NOT_OKAY.ordinal());
  }

  private static ChosenThreshold chosen(ThresholdCurve chooser, ThresholdCurve evaluated) {
    ThresholdCurve.Point there = chooser.bestF1();
    ThresholdCurve.Point here =
        evaluated.points().stream()
            .filter(point -> point.threshold() == there.threshold())
            .findFirst()
            .orElseThrow();
    return new ChosenThreshold(Split.PUBLIC_TEST.usage(), there, here);
  }

  private static Rules rules(ScoredExamples scores, Bootstrap bootstrap) {
    ScoredExamples byTopClass = scores.statesByTopClass();
    ScoredExamples bySum = scores.statesBySum();
    return new Rules(
        McNemar.of(byTopClass, bySum), Figures.byKey(bootstrap.differences(byTopClass, bySum)));
  }
}
