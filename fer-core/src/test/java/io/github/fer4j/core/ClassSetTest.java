package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassSetTest {
  @Test
  void theSetsHoldTheirClassesInTheOrderOfTheOutputs() {
    assertThat(ClassSet.FIVE.labels()).containsExactly("Angry", "Fear", "Happy", "Neutral", "Sad");
    assertThat(ClassSet.SEVEN.labels())
        .containsExactly("Angry", "Fear", "Happy", "Neutral", "Sad", "Disgust", "Surprise");
    assertThat(ClassSet.EIGHT.labels())
        .containsExactly(
            "Angry", "Fear", "Happy", "Neutral", "Sad", "Disgust", "Surprise", "Contempt");
  }

  @Test
  void aClassHasTheSameIndexInEverySetThatHasIt() {
    for (ClassSet set : ClassSet.values()) {
      for (Emotion emotion : set.emotions()) {
        assertThat(set.indexOf(emotion)).isEqualTo(ClassSet.EIGHT.indexOf(emotion));
        assertThat(set.emotion(set.indexOf(emotion))).isEqualTo(emotion);
        assertThat(set.contains(emotion)).isTrue();
      }
    }
  }

  @Test
  void aLargerSetIncludesASmallerOne() {
    assertThat(ClassSet.SEVEN.includes(ClassSet.FIVE)).isTrue();
    assertThat(ClassSet.SEVEN.includes(ClassSet.SEVEN)).isTrue();
    assertThat(ClassSet.SEVEN.includes(ClassSet.EIGHT)).isFalse();
  }

  @Test
  void whatIsNotInASetIsRefusedWithItsName() {
    assertThat(ClassSet.FIVE.contains(Emotion.DISGUST)).isFalse();
    assertThatThrownBy(() -> ClassSet.FIVE.indexOf(Emotion.DISGUST))
        .hasMessageContaining("Disgust")
        .hasMessageContaining("five");
    assertThatThrownBy(() -> ClassSet.FIVE.emotion(5)).hasMessageContaining("5");
    assertThatThrownBy(() -> ClassSet.FIVE.emotion(-1)).hasMessageContaining("-1");
  }

  @Test
  void textFormsRoundTripAndOthersAreRefused() {
    for (ClassSet set : ClassSet.values()) {
      assertThat(ClassSet.parse(set.toString())).isEqualTo(set);
      assertThat(ClassSet.ofLabels(set.labels())).contains(set);
    }
    assertThatThrownBy(() -> ClassSet.parse("six"))
        .hasMessage("Unknown classes 'six': expected five, seven or eight");
  }

  @Test
  void labelsInAnotherOrderAreNoSet() {
    List<String> reversed = new ArrayList<>(ClassSet.SEVEN.labels());
    Collections.reverse(reversed);
    assertThat(ClassSet.ofLabels(reversed)).isEmpty();
    assertThat(ClassSet.ofLabels(List.of("Angry", "Fear", "Happy", "Neutral", "Sad", "Disgust")))
        .isEmpty();
  }
}
