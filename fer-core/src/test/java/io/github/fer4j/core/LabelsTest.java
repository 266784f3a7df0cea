package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void fer2013CodesMergeIntoFiveClassesAndDropDisgustAndSurprise() {
    List<String> merged =
        Arrays.stream(FerLabel.values())
            .map(label -> label.code() + " " + label.emotion().map(Emotion::label).orElse("-"))
            .toList();
    assertThat(merged)
        .containsExactly("0 Angry", "1 -", "2 Fear", "3 Happy", "4 Sad", "5 -", "6 Neutral");
  }

  @Test
  void classesMergeIntoTwoStates() {
    assertThat(Emotion.inOrder())
        .extracting(emotion -> emotion.state().label())
        .containsExactly("NOT Okay", "Okay", "Okay", "Okay", "NOT Okay");
  }

  @Test
  void textFormsAndCodesRoundTrip() {
    for (Emotion emotion : Emotion.values()) {
      assertThat(Emotion.ofLabel(emotion.label())).isEqualTo(emotion);
      assertThat(Emotion.ofIndex(emotion.ordinal())).isEqualTo(emotion);
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
    assertThatThrownBy(() -> Emotion.ofIndex(5)).hasMessageContaining("5");
    assertThatThrownBy(() -> State.ofLabel("OKAY")).hasMessageContaining("'OKAY'");
    assertThatThrownBy(() -> FerLabel.ofCode(7)).hasMessageContaining("7");
    assertThatThrownBy(() -> FerLabel.ofCode(-1)).hasMessageContaining("-1");
    assertThat(Split.ofUsage("Test")).isEmpty();
  }

  @Test
  void countsAgreeWithTheEnums() {
    assertThat(Emotion.values()).hasSize(Emotion.COUNT);
    assertThat(FerLabel.values()).hasSize(FerLabel.COUNT);
  }
}
