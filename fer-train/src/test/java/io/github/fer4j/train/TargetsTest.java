package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.config.Recipes;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  private static final List<Example> EXAMPLES = examples();

  @TempDir static Path folder;

  /** More than a teacher sees at a time, so that the parts are put together in order. */
  private static List<Example> examples() {
    Random random = new Random(5);
    List<Example> examples = new ArrayList<>();
    for (int row = 1; row <= 130; row++) {
      byte[] pixels = new byte[FaceImage.PIXELS];
      random.nextBytes(pixels);
      FerLabel label = row % 2 == 0 ? FerLabel.SAD : FerLabel.HAPPY;
      examples.add(new Example(FaceImage.of(pixels), label, Split.TRAINING, row));
    }
    return examples;
  }

  private static TrainingConfig config(Map<String, String> settings) throws IOException {
    return Recipes.resolve(Optional.empty(), settings);
  }

  @BeforeAll
  static void trainTwoTeachers() throws Exception {
    TrainingData data = new TrainingData(EXAMPLES, EXAMPLES, "0".repeat(64));
    for (String seed : List.of("1", "2")) {
      TrainingConfig config =
          config(Map.of("preset", "quick", "epochs", "1", "input-sides", "48", "seed", seed));
      try (TrainingRun run = TrainingRun.create(folder.resolve(seed), config)) {
        run.train(data, new TrainingListener() {}, () -> false);
      }
    }
  }

  private static float[] target(TrainingConfig config, int example) throws IOException {
    float[] target = new float[Emotion.COUNT];
    Targets.of(config, EXAMPLES).copyTo(example, target, 0);
    return target;
  }

  /** What a model says of a face as it is and mirrored. */
  private static double[] seenBy(String teacher, FaceImage face) throws IOException {
    try (EmotionClassifier classifier =
        OnnxEmotionClassifier.open(ModelBundle.read(folder.resolve(teacher)), 1)) {
      return Prediction.mean(classifier.classify(List.of(face, face.flipped()))).toArray();
    }
  }

  @Test
  void withoutATeacherTheyAreTheSmoothedLabels() throws IOException {
    TrainingConfig config = config(Map.of("label-smoothing", "0.1"));

    // 0.1 spread over five classes is 0.02 each; rows count from 1, so the first is happy.
    assertThat(target(config, 0))
        .containsExactly(new float[] {.02f, .02f, .92f, .02f, .02f}, within(1e-6f));
    assertThat(target(config, 1))
        .containsExactly(new float[] {.02f, .02f, .02f, .02f, .92f}, within(1e-6f));
  }

  @Test
  void aTeacherHasItsShareAndTheLabelTheRest() throws IOException {
    TrainingConfig config =
        config(
            Map.of(
                "label-smoothing", "0",
                "teacher", folder.resolve("1").toString(),
                "teacher-share", "0.25"));
    double[] seen = seenBy("1", EXAMPLES.get(129).image());

    float[] target = target(config, 129);

    for (Emotion emotion : Emotion.values()) {
      double label = emotion == Emotion.SAD ? 1 : 0;
      assertThat((double) target[emotion.ordinal()])
          .isCloseTo(0.75 * label + 0.25 * seen[emotion.ordinal()], within(1e-5));
    }
  }

  @Test
  void severalTeachersAreAveraged() throws IOException {
    TrainingConfig config =
        config(
            Map.of(
                "teacher", folder.resolve("1") + ", " + folder.resolve("2"), "teacher-share", "1"));
    double[] first = seenBy("1", EXAMPLES.get(7).image());
    double[] second = seenBy("2", EXAMPLES.get(7).image());
    assertThat(first).isNotEqualTo(second);

    float[] target = target(config, 7);

    for (int c = 0; c < Emotion.COUNT; c++) {
      assertThat((double) target[c]).isCloseTo((first[c] + second[c]) / 2, within(1e-5));
    }
  }

  @Test
  void aTeacherThatIsNotThereIsNamed() throws IOException {
    TrainingConfig config = config(Map.of("teacher", folder.resolve("none").toString()));

    assertThatThrownBy(() -> Targets.of(config, EXAMPLES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void aShareAboveOneIsRefused() {
    assertThatThrownBy(() -> config(Map.of("teacher-share", "1.5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("teacher-share");
  }

  @Test
  void aRunThatNamesATeacherThatIsNotThereMakesNoFolder() throws IOException {
    TrainingConfig config = config(Map.of("teacher", folder.resolve("none").toString()));

    assertThatThrownBy(() -> TrainingRun.create(folder.resolve("run"), config))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
