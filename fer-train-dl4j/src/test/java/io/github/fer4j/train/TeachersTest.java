package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeachersTest {
  private static final List<Example> EXAMPLES = examples();
  private static final TrainingData DATA = new TrainingData(EXAMPLES, EXAMPLES, "0".repeat(64));

  @TempDir static Path folder;

  private static List<Example> examples() {
    Random random = new Random(5);
    List<Example> examples = new ArrayList<>();
    for (int row = 1; row <= 20; row++) {
      byte[] pixels = new byte[FaceImage.PIXELS];
      random.nextBytes(pixels);
      FerLabel label = row % 2 == 0 ? FerLabel.SAD : FerLabel.HAPPY;
      examples.add(new Example(FaceImage.of(pixels), label, Split.TRAINING, row));
    }
    return examples;
  }

  private static TrainingConfig config(Map<String, String> settings) throws IOException {
    return TrainingConfig.resolve(Optional.empty(), settings, notice -> {});
  }

  private static void train(Path run, Map<String, String> settings) throws Exception {
    try (TrainingRun training = TrainingRun.create(run, config(settings))) {
      training.train(DATA, new TrainingListener() {});
    }
  }

  @BeforeAll
  static void trainTwoTeachers() throws Exception {
    for (String seed : List.of("1", "2")) {
      train(
          folder.resolve(seed),
          Map.of(
              "preset",
              "quick",
              "epochs",
              "1",
              "image-sizes",
              "48",
              "input-blur",
              "0",
              "seed",
              seed));
    }
  }

  /** The first two examples; both targets are one-hot. */
  private static Batch batch() {
    float[] pixels = new float[2 * FaceImage.PIXELS];
    EXAMPLES.get(0).image().copyTo(pixels, 0);
    EXAMPLES.get(1).image().copyTo(pixels, FaceImage.PIXELS);
    return new Batch(pixels, new float[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 1}, 2, FaceImage.SIDE);
  }

  private static Batch taught(Map<String, String> settings) throws IOException {
    try (Teachers teachers = new Teachers(config(settings))) {
      return teachers.teach(batch());
    }
  }

  /** What the model that a run exported says of a face, before it was calibrated. */
  private static double[] seenBy(String teacher, Example example) throws IOException {
    return seenBy(teacher, example.image());
  }

  private static double[] seenBy(String teacher, FaceImage image) throws IOException {
    Path calibrated = folder.resolve(teacher);
    ModelBundle plain = CheckpointModel.of(calibrated.resolve(RunFolder.BEST), Map.of()).bundle();
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(plain, 1)) {
      return classifier.classify(List.of(image)).get(0).toArray();
    }
  }

  @Test
  void withoutTeachersABatchStaysAsItIs() throws IOException {
    try (Teachers teachers = new Teachers(config(Map.of()))) {
      Batch batch = batch();

      assertThat(teachers.teach(batch)).isSameAs(batch);
    }
  }

  @Test
  void aTeacherHasItsShareInEachTargetAndTheLabelTheRest() throws IOException {
    double[] seen = seenBy("1", EXAMPLES.get(1));

    Batch taught =
        taught(
            Map.of(
                "distillation-teachers",
                folder.resolve("1").toString(),
                "distillation-weight",
                "0.25"));

    for (Emotion emotion : ClassSet.FIVE.emotions()) {
      double label = emotion == Emotion.SAD ? 1 : 0;
      assertThat((double) taught.targets()[ClassSet.FIVE.size() + emotion.ordinal()])
          .isCloseTo(0.75 * label + 0.25 * seen[emotion.ordinal()], within(1e-5));
    }
    assertThat(taught.pixels()).containsExactly(batch().pixels());
  }

  @Test
  void severalTeachersAreAveraged() throws IOException {
    double[] first = seenBy("1", EXAMPLES.get(0));
    double[] second = seenBy("2", EXAMPLES.get(0));
    assertThat(first).isNotEqualTo(second);

    Batch taught =
        taught(
            Map.of(
                "distillation-teachers",
                folder.resolve("1") + ", " + folder.resolve("2"),
                "distillation-weight",
                "1"));

    for (int c = 0; c < ClassSet.FIVE.size(); c++) {
      assertThat((double) taught.targets()[c]).isCloseTo((first[c] + second[c]) / 2, within(1e-5));
    }
  }

  @Test
  void withDistillationFlipATeacherIsAveragedOverTheImageAndItsMirrorImage() throws IOException {
    FaceImage image = EXAMPLES.get(0).image();
    double[] seen = seenBy("1", image);
    double[] mirrored = seenBy("1", image.flipped());
    assertThat(seen).isNotEqualTo(mirrored);

    Batch taught =
        taught(
            Map.of(
                "distillation-teachers",
                folder.resolve("1").toString(),
                "distillation-weight",
                "1",
                "distillation-flip",
                "true"));

    for (int c = 0; c < ClassSet.FIVE.size(); c++) {
      assertThat((double) taught.targets()[c]).isCloseTo((seen[c] + mirrored[c]) / 2, within(1e-5));
    }
    assertThat(taught.pixels()).containsExactly(batch().pixels());
  }

  @Test
  void aTeacherOfFewerClassesSharesOutWhatTheTargetGivesThem() throws IOException {
    double[] seen = seenBy("1", EXAMPLES.get(0));
    float[] targets = {
      0, 0, 0.6f, 0, 0, 0, 0.4f, 0, 0, 0, 0, 0, 1, 0
    }; // Happy and Surprise; Disgust
    Map<String, String> settings =
        Map.of(
            "classes",
            "seven",
            "distillation-teachers",
            folder.resolve("1").toString(),
            "distillation-weight",
            "0.25");

    float[] taught;
    try (Teachers teachers = new Teachers(config(settings))) {
      taught = teachers.teach(new Batch(batch().pixels(), targets, 2, FaceImage.SIDE)).targets();
    }

    for (int c = 0; c < ClassSet.FIVE.size(); c++) {
      assertThat((double) taught[c])
          .isCloseTo(0.75 * targets[c] + 0.25 * 0.6 * seen[c], within(1e-5));
    }
    assertThat(taught[6]).isEqualTo(0.4f);
    assertThat(Arrays.copyOfRange(taught, 7, 14)).containsExactly(0, 0, 0, 0, 0, 1, 0);
  }

  @Test
  void aTaughtRunEndsWithOtherWeightsThanAnUntaughtOneAndWithTheSameEachTime() throws Exception {
    // A constant rate, so that the only step of such a short run is not one of the warm-up.
    Map<String, String> settings =
        Map.of("preset", "quick", "epochs", "1", "image-sizes", "48", "schedule", "constant");
    Map<String, String> taught = new HashMap<>(settings);
    taught.put("distillation-teachers", folder.resolve("1").toString());
    train(folder.resolve("alone"), settings);
    train(folder.resolve("taught"), taught);
    train(folder.resolve("again"), taught);

    assertThat(Files.mismatch(model("taught"), model("again"))).isEqualTo(-1);
    assertThat(Files.mismatch(model("taught"), model("alone"))).isNotEqualTo(-1);
  }

  private static Path model(String run) {
    return folder.resolve(run).resolve("model.onnx");
  }

  @Test
  void aShareAboveOneIsRefused() {
    assertThatThrownBy(() -> config(Map.of("distillation-weight", "1.5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distillation-weight");
  }

  @Test
  void aRunThatNamesATeacherThatIsNotThereMakesNoFolder() throws IOException {
    TrainingConfig config =
        config(Map.of("distillation-teachers", folder.resolve("none").toString()));

    assertThatThrownBy(() -> TrainingRun.create(folder.resolve("run"), config))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
