package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void fiveClassesDropDisgustAndSurprise() {
    assertThat(mapping(ClassSet.FIVE))
        .containsExactly("0 Angry", "1 -", "2 Fear", "3 Happy", "4 Sad", "5 -", "6 Neutral");
  }

  @Test
  void sevenAndEightClassesKeepAllLabels() {
    List<String> all =
        List.of("0 Angry", "1 Disgust", "2 Fear", "3 Happy", "4 Sad", "5 Surprise", "6 Neutral");
    assertThat(mapping(ClassSet.SEVEN)).isEqualTo(all);
    assertThat(mapping(ClassSet.EIGHT)).isEqualTo(all);
  }

  private static List<String> mapping(ClassSet classes) {
    return Arrays.stream(FerLabel.values())
        .map(label -> label.code() + " " + label.emotion(classes).map(Emotion::label).orElse("-"))
        .toList();
  }

  @Test
  void eachClassHasOneOfTwoStates() {
    assertThat(ClassSet.EIGHT.emotions())
        .extracting(emotion -> emotion.label() + ": " + emotion.state().label())
        .containsExactly(
            "Angry: NOT Okay",
            "Fear: Okay",
            "Happy: Okay",
            "Neutral: Okay",
            "Sad: NOT Okay",
            "Disgust: NOT Okay",
            "Surprise: Okay",
            "Contempt: NOT Okay");
  }

  @Test
  void textFormsAndCodesRoundTrip() {
    for (Emotion emotion : Emotion.values()) {
      assertThat(Emotion.ofLabel(emotion.label())).isEqualTo(emotion);
    }
    for (State state : State.values()) {
      assertThat(State.ofLabel(state.label())).isEqualTo(state);
    }
    for (Split split : Split.values()) {
      assertThat(Split.ofUsage(split.usage())).contains(split);
    }
    for (FerLabel label : FerLabel.values()) {
      assertThat(FerLabel.ofCode(label.code())).isEqualTo(label);
    }
  }

  @Test
  void unknownNamesAndCodesAreRefusedWithTheValue() {
    assertThatThrownBy(() -> Emotion.ofLabel("angry")).hasMessageContaining("'angry'");
    assertThatThrownBy(() -> State.ofLabel("OKAY")).hasMessageContaining("'OKAY'");
    assertThatThrownBy(() -> FerLabel.ofCode(7)).hasMessageContaining("7");
    assertThatThrownBy(() -> FerLabel.ofCode(-1)).hasMessageContaining("-1");
    assertThat(Split.ofUsage("Test")).isEmpty();
  }

  @Test
  void countsAgreeWithTheEnums() {
    assertThat(Emotion.values()).hasSize(ClassSet.EIGHT.size());
    assertThat(FerLabel.values()).hasSize(FerLabel.COUNT);
  }
}
