package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
  @Test
  void stateFollowsTheTopClassEvenWhereTheSumSaysOtherwise() {
    Prediction prediction = new Prediction(0.35, 0.2, 0.2, 0.2, 0.05);
    assertThat(prediction.emotion()).isEqualTo(Emotion.ANGRY);
    assertThat(prediction.state()).isEqualTo(State.NOT_OKAY);
    assertThat(prediction.probability(State.OKAY)).isCloseTo(0.6, within(1e-12));
    assertThat(prediction.probability(State.NOT_OKAY)).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void ofEqualProbabilitiesTheFirstClassWins() {
    assertThat(new Prediction(0, 0.5, 0, 0, 0.5).emotion()).isEqualTo(Emotion.FEAR);
  }

  @Test
  void rowsOfASoftmaxOutputKeepTheirOrder() {
    float[] outputs = {1, 0, 0, 0, 0, 0.125f, 0.25f, 0.5f, 0.0625f, 0.0625f};
    Prediction second = Prediction.ofRow(ClassSet.FIVE, outputs, 1);
    assertThat(second.toArray()).containsExactly(0.125, 0.25, 0.5, 0.0625, 0.0625);
    assertThat(second.probability(Emotion.HAPPY)).hasValue(0.5);
  }

  @Test
  void whatIsNoDistributionIsRefused() {
    assertThatThrownBy(() -> new Prediction(Double.NaN, 0, 0, 0, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Prediction(-0.1, 0.1, 0, 0, 1)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> new Prediction(1.1, 0, 0, 0, 0)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> new Prediction(0.5, 0, 0, 0, 0)).hasMessageContaining("0.5");
  }

  @Test
  void roundingOfFloatsIsTolerated() {
    assertThat(new Prediction(1 / 3f, 1 / 3f, 1 / 3f, 0, 0).emotion()).isEqualTo(Emotion.ANGRY);
  }

  @Test
  void theMeanIsTakenClassByClass() {
    Prediction mean =
        Prediction.mean(
            List.of(new Prediction(1, 0, 0, 0, 0), new Prediction(0.5, 0.25, 0.25, 0, 0)));
    assertThat(mean.toArray()).containsExactly(0.75, 0.125, 0.125, 0, 0);
    assertThatThrownBy(() -> Prediction.mean(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMeanOfAnyNumberOfCertaintiesIsAPrediction() {
    for (int n = 1; n <= 200; n++) {
      Prediction mean = Prediction.mean(Collections.nCopies(n, new Prediction(0, 0, 0, 0, 1)));
      assertThat(mean.confidence()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void onTheWayToAnotherPredictionEachClassMovesByTheShare() {
    Prediction from = new Prediction(1, 0, 0, 0, 0);
    Prediction to = new Prediction(0, 0, 1, 0, 0);
    assertThat(from.towards(to, 0)).isEqualTo(from);
    assertThat(from.towards(to, 0.25).toArray()).containsExactly(0.75, 0, 0.25, 0, 0);
    assertThat(from.towards(to, 1)).isEqualTo(to);
    assertThatThrownBy(() -> from.towards(to, 1.5)).hasMessageContaining("1.5");
  }

  @Test
  void aClassThatTheModelDoesNotKnowHasNoProbabilityWhichIsNotZero() {
    Prediction five = new Prediction(1, 0, 0, 0, 0);
    Prediction seven = Prediction.of(ClassSet.SEVEN, 1, 0, 0, 0, 0, 0, 0);
    assertThat(five.probability(Emotion.DISGUST)).isEmpty();
    assertThat(seven.probability(Emotion.DISGUST)).hasValue(0);
    assertThat(seven.probability(Emotion.CONTEMPT)).isEmpty();
    assertThat(five).isNotEqualTo(seven);
  }

  @Test
  void predictionsOfTheSameClassesAndProbabilitiesAreEqual() {
    assertThat(Prediction.of(ClassSet.FIVE, 0.5, 0.5, 0, 0, 0))
        .isEqualTo(new Prediction(0.5, 0.5, 0, 0, 0))
        .hasSameHashCodeAs(new Prediction(0.5, 0.5, 0, 0, 0));
  }

  @Test
  void changingWhatItWasMadeOfDoesNotChangeAPrediction() {
    double[] probabilities = {1, 0, 0, 0, 0};
    Prediction prediction = Prediction.of(ClassSet.FIVE, probabilities);
    probabilities[0] = 0;
    prediction.toArray()[0] = 0;
    assertThat(prediction.probability(Emotion.ANGRY)).hasValue(1);
  }

  @Test
  void thereIsOneProbabilityForEachClass() {
    assertThatThrownBy(() -> Prediction.of(ClassSet.SEVEN, 1, 0, 0, 0, 0))
        .hasMessageContaining("seven")
        .hasMessageContaining("5");
  }

  @Test
  void disgustAndContemptAreNotOkayAndSurpriseIs() {
    Prediction prediction = Prediction.of(ClassSet.EIGHT, 0, 0.1, 0, 0, 0, 0.2, 0.4, 0.3);
    assertThat(prediction.probability(State.OKAY)).isCloseTo(0.5, within(1e-12));
    assertThat(prediction.probability(State.NOT_OKAY)).isCloseTo(0.5, within(1e-12));
    assertThat(prediction.emotion()).isEqualTo(Emotion.SURPRISE);
    assertThat(prediction.confidence()).isEqualTo(0.4);
  }

  @Test
  void readOutOverFewerClassesTheRestSumsToOne() {
    Prediction seven = Prediction.of(ClassSet.SEVEN, 0.125, 0.25, 0, 0.125, 0, 0.25, 0.25);
    assertThat(seven.restrictedTo(ClassSet.FIVE)).isEqualTo(new Prediction(0.25, 0.5, 0, 0.25, 0));
    assertThat(seven.restrictedTo(ClassSet.SEVEN)).isSameAs(seven);
    assertThatThrownBy(() -> seven.restrictedTo(ClassSet.EIGHT)).hasMessageContaining("eight");
  }

  @Test
  void whereNothingIsLeftAllOfTheFewerClassesAreEqual() {
    Prediction surprised = Prediction.of(ClassSet.SEVEN, 0, 0, 0, 0, 0, 0, 1);
    assertThat(surprised.restrictedTo(ClassSet.FIVE))
        .isEqualTo(new Prediction(0.2, 0.2, 0.2, 0.2, 0.2));
  }

  @Test
  void predictionsOverDifferentClassesDoNotMix() {
    Prediction five = new Prediction(1, 0, 0, 0, 0);
    Prediction seven = Prediction.of(ClassSet.SEVEN, 1, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> Prediction.mean(List.of(five, seven))).hasMessageContaining("seven");
    assertThatThrownBy(() -> five.towards(seven, 0.5)).hasMessageContaining("seven");
  }
}
