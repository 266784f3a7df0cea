package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetSummaryTest {
  /** Labels 0 to 6 come 1 to 7 times in training; two are surprised in the public test. */
  private static final DatasetSummary SUMMARY = DatasetSummary.of(examples(), SkippedRows.NONE);

  @Test
  void rowsAreCountedBySplitAndLabel() {
    assertThat(SUMMARY.rows()).isEqualTo(30);
    assertThat(SUMMARY.rows(Split.TRAINING)).isEqualTo(28);
    assertThat(SUMMARY.rows(Split.PUBLIC_TEST)).isEqualTo(2);
    assertThat(SUMMARY.rows(Split.PRIVATE_TEST)).isZero();
    assertThat(SUMMARY.count(Split.TRAINING, FerLabel.SAD)).isEqualTo(5);
    assertThat(SUMMARY.count(Split.PRIVATE_TEST, FerLabel.SAD)).isZero();
    assertThat(SUMMARY.counts().get(Split.PRIVATE_TEST)).hasSize(FerLabel.COUNT);
  }

  @Test
  void labelsAreMergedIntoClassesAndStates() {
    assertThat(SUMMARY.count(Split.TRAINING, Emotion.ANGRY)).isEqualTo(1);
    assertThat(SUMMARY.count(Split.TRAINING, Emotion.NEUTRAL)).isEqualTo(7);
    assertThat(SUMMARY.count(Split.TRAINING, State.NOT_OKAY)).isEqualTo(1 + 5);
    assertThat(SUMMARY.count(Split.TRAINING, State.OKAY)).isEqualTo(3 + 4 + 7);
  }

  @Test
  void disgustAndSurpriseAreDropped() {
    assertThat(SUMMARY.dropped(Split.TRAINING)).isEqualTo(2 + 6);
    assertThat(SUMMARY.used(Split.TRAINING)).isEqualTo(20);
    assertThat(SUMMARY.dropped(Split.PUBLIC_TEST)).isEqualTo(2);
    assertThat(SUMMARY.used(Split.PUBLIC_TEST)).isZero();
  }

  private static List<Example> examples() {
    FaceImage face = FaceImage.of(new byte[FaceImage.PIXELS]);
    List<Example> examples = new ArrayList<>();
    for (FerLabel label : FerLabel.values()) {
      for (int i = 0; i <= label.code(); i++) {
        examples.add(new Example(face, label, Split.TRAINING, examples.size() + 1));
      }
    }
    examples.add(new Example(face, FerLabel.SURPRISE, Split.PUBLIC_TEST, 29));
    examples.add(new Example(face, FerLabel.SURPRISE, Split.PUBLIC_TEST, 30));
    return examples;
  }

  @Test
  void overSevenClassesNothingIsDropped() {
    assertThat(SUMMARY.dropped(Split.TRAINING, ClassSet.SEVEN)).isZero();
    assertThat(SUMMARY.used(Split.TRAINING, ClassSet.SEVEN)).isEqualTo(28);
    assertThat(SUMMARY.count(Split.TRAINING, Emotion.SURPRISE)).isEqualTo(6);
    assertThat(SUMMARY.count(Split.TRAINING, State.NOT_OKAY, ClassSet.SEVEN)).isEqualTo(1 + 5 + 2);
    assertThat(SUMMARY.count(Split.TRAINING, State.OKAY, ClassSet.SEVEN)).isEqualTo(3 + 4 + 6 + 7);
  }
}
