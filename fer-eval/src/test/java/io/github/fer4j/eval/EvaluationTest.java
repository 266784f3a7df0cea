package io.github.fer4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.State;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Offset<Double> FLOAT = within(1e-6);

  /** Six faces: angry, angry, happy, happy, sad, neutral; four called right. */
  private static final int[] TRUTHS = {0, 0, 2, 2, 4, 3};

  private static final float[] PROBABILITIES = {
    0.5f, 0.125f, 0.125f, 0.125f, 0.125f, // angry, right
    0.25f, 0.125f, 0.5f, 0.125f, 0, // angry called happy, second guess right
    0, 0, 1, 0, 0, // happy, right
    0, 0, 0.75f, 0.25f, 0, // happy, right
    0.5f, 0.25f, 0, 0, 0.25f, // sad called angry; ties for second place: fear leads
    0.25f, 0.125f, 0, 0.375f, 0.25f, // neutral, right; the states tie by sum
  };

  private final Evaluation evaluation = Evaluation.of(TRUTHS, PROBABILITIES);

  @Test
  void confusionMatrixHasTheTruthInItsRows() {
    ConfusionMatrix matrix = evaluation.confusion();
    assertThat(matrix.count(0, 2)).isEqualTo(1);
    assertThat(matrix.count(2, 0)).isZero();
    assertThat(matrix.count(4, 0)).isEqualTo(1);
    assertThat(matrix.total()).isEqualTo(6);
    assertThat(matrix.correct()).isEqualTo(4);
    assertThat(matrix.share(0, 2)).hasValue(0.5);
    assertThat(matrix.share(1, 1)).isEmpty();
  }

  @Test
  void figuresOverFiveClassesAgreeWithTheHandComputedOnes() {
    assertThat(evaluation.accuracy()).isCloseTo(4 / 6.0, EXACT);
    assertThat(evaluation.balancedAccuracy()).isCloseTo((0.5 + 1 + 1 + 0) / 4, EXACT);
    // F1: angry 2/(2+2), happy 4/(2+3), neutral 1, sad 0; fear is neither there nor decided.
    assertThat(value(Metric.MACRO_F1)).isCloseTo((0.5 + 0.8 + 1 + 0) / 4, EXACT);
    assertThat(value(Metric.WEIGHTED_F1)).isCloseTo((2 * 0.5 + 2 * 0.8 + 1 + 0) / 6, EXACT);
    // Agreement by chance: (2*2 + 2*3 + 1*1 + 1*0) / 36.
    assertThat(value(Metric.COHEN_KAPPA)).isCloseTo((24 - 11) / (36 - 11.0), EXACT);
    // Truths 36-(4+4+1+1), decisions 36-(4+9+1).
    assertThat(value(Metric.MCC)).isCloseTo(13 / Math.sqrt(26 * 22), EXACT);
    assertThat(value(Metric.TOP_2_ACCURACY)).isCloseTo(5 / 6.0, EXACT);
  }

  @Test
  void lossesAgreeWithTheHandComputedOnes() {
    double product = 0.5 * 0.25 * 1 * 0.75 * 0.25 * 0.375;
    assertThat(evaluation.logLoss()).isCloseTo(-Math.log(product) / 6, FLOAT);
    double brier =
        (0.25 + 4 * 0.015625)
            + (0.5625 + 0.25 + 2 * 0.015625)
            + 0
            + (0.0625 + 0.0625)
            + (0.25 + 0.0625 + 0.5625)
            + (0.0625 + 0.015625 + 0.390625 + 0.0625);
    assertThat(value(Metric.BRIER)).isCloseTo(brier / 6, EXACT);
  }

  @Test
  void perClassFiguresAgreeWithTheHandComputedOnes() {
    List<ClassMetrics> classes = evaluation.perClass();
    ClassMetrics happy = classes.get(Emotion.HAPPY.ordinal());
    assertThat(happy.label()).isEqualTo("Happy");
    assertThat(happy.precision().getAsDouble()).isCloseTo(2 / 3.0, EXACT);
    assertThat(happy.recall()).hasValue(1);
    assertThat(happy.f1().getAsDouble()).isCloseTo(0.8, EXACT);
    assertThat(happy.support()).isEqualTo(2);
    ClassMetrics fear = classes.get(Emotion.FEAR.ordinal());
    assertThat(fear.precision()).isEmpty();
    assertThat(fear.recall()).isEmpty();
    assertThat(fear.f1()).isEmpty();
    ClassMetrics sad = classes.get(Emotion.SAD.ordinal());
    assertThat(sad.precision()).isEmpty();
    assertThat(sad.recall()).hasValue(0);
    assertThat(sad.f1()).hasValue(0);
  }

  @Test
  void theTwoRulesForTheStateDifferWhereTheSumOutvotesTheTopClass() {
    int okay = State.OKAY.ordinal();
    int notOkay = State.NOT_OKAY.ordinal();
    ConfusionMatrix byTop = evaluation.statesByTopClass().matrix();
    ConfusionMatrix bySum = evaluation.statesBySum().matrix();
    assertThat(byTop.count(okay, okay)).isEqualTo(3);
    assertThat(byTop.count(notOkay, notOkay)).isEqualTo(2);
    assertThat(byTop.count(notOkay, okay)).isEqualTo(1);
    // The neutral face: 0.25 + 0.25 for NOT Okay equals 0.125 + 0.375 for Okay, which comes first.
    assertThat(bySum).isEqualTo(byTop);
    float[] outvoted = {0.3125f, 0, 0, 0.375f, 0.3125f};
    Evaluation one = Evaluation.of(List.of(Emotion.NEUTRAL), outvoted);
    assertThat(one.stateAccuracy()).isEqualTo(1);
    assertThat(Metric.ACCURACY.of(one.statesBySum())).hasValue(0);
  }

  @Test
  void oneClassOnlyLeavesUndefinedFiguresAbsent() {
    Evaluation one = Evaluation.of(new int[] {2, 2}, new float[] {0, 0, 1, 0, 0, 0, 0, 1, 0, 0});
    assertThat(one.accuracy()).isEqualTo(1);
    assertThat(one.metric(Metric.COHEN_KAPPA)).isEmpty();
    assertThat(one.metric(Metric.MCC)).isEmpty();
    assertThat(EvaluationJson.of(one).at("/emotions/metrics/mcc").isNull()).isTrue();
    assertThat(EvaluationText.of(one)).doesNotContain("NaN");
  }

  @Test
  void certaintyInTheWrongClassCostsAFiniteLogLoss() {
    Evaluation wrong = Evaluation.of(new int[] {0}, new float[] {0, 1, 0, 0, 0});
    assertThat(wrong.logLoss()).isCloseTo(-Math.log(Math.ulp(1f)), EXACT);
  }

  @Test
  void badInputIsRefusedWithTheValue() {
    assertThatThrownBy(() -> Evaluation.of(new int[0], new float[0]))
        .hasMessageContaining("no examples");
    assertThatThrownBy(() -> Evaluation.of(new int[] {1}, new float[4])).hasMessageContaining("4");
    assertThatThrownBy(() -> Evaluation.of(new int[] {5}, new float[5])).hasMessageContaining("5");
    float[] broken = {Float.NaN, 0, 0, 0, 1};
    assertThatThrownBy(() -> Evaluation.of(new int[] {1}, broken)).hasMessageContaining("NaN");
  }

  @Test
  void jsonCarriesTheSameFigures() {
    JsonNode json = EvaluationJson.of(evaluation);
    assertThat(json.at("/examples").asInt()).isEqualTo(6);
    assertThat(json.at("/emotions/metrics/accuracy").asDouble()).isCloseTo(4 / 6.0, EXACT);
    assertThat(json.at("/emotions/confusion/4/0").asInt()).isEqualTo(1);
    assertThat(json.at("/emotions/classes/1/precision").isNull()).isTrue();
    assertThat(json.at("/states_by_sum/metrics/accuracy").asDouble()).isCloseTo(5 / 6.0, EXACT);
  }

  @Test
  void textFitsATerminal() {
    assertThat(EvaluationText.of(evaluation).lines()).allMatch(line -> line.length() <= 80);
  }

  private double value(Metric metric) {
    return evaluation.metric(metric).orElseThrow();
  }

  @Test
  void figuresOverSevenClassesByHand() {
    float[] probabilities = {
      0, 0, 0, 0, 0, 0.75f, 0.25f, //
      0, 0, 0.5f, 0, 0, 0, 0.5f, //
      0.25f, 0, 0, 0, 0, 0.125f, 0.625f,
    };
    Evaluation seven =
        Evaluation.of(
            ClassSet.SEVEN,
            List.of(Emotion.DISGUST, Emotion.SURPRISE, Emotion.SURPRISE),
            probabilities);
    assertThat(seven.classSet()).isEqualTo(ClassSet.SEVEN);
    assertThat(seven.accuracy()).isEqualTo(2 / 3.0); // of equals the first: Happy
    assertThat(seven.stateAccuracy()).isEqualTo(1);
    assertThat(seven.logLoss())
        .isCloseTo(-(Math.log(0.75) + Math.log(0.5) + Math.log(0.625)) / 3, within(1e-6));
    assertThat(seven.confusion().count(6, 2)).isEqualTo(1);
    assertThat(EvaluationText.of(seven))
        .contains("7 classes")
        .contains("Seven classes (truth in the rows)")
        .doesNotContain("Five");
    assertThat(EvaluationText.of(seven).lines()).allMatch(line -> line.length() <= 80);
    assertThatThrownBy(
            () ->
                Evaluation.of(ClassSet.FIVE, List.of(Emotion.DISGUST), new float[] {1, 0, 0, 0, 0}))
        .hasMessageContaining("Disgust");
  }
}
