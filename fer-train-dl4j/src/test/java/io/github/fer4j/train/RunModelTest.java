package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.Temperature;
import io.github.fer4j.eval.report.FaceScoring;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.Monitor;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.onnx.ModelExport;
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

/** What lies in a run's folder when it has come to its end. */
class RunModelTest {
  private static final List<Example> VALIDATION = faces(60, Split.PUBLIC_TEST);

  @TempDir static Path folder;

  /** Faces whose brightness tells the class, one in five mislabelled, so that doubt is due. */
  private static List<Example> faces(int count, Split split) {
    Random random = new Random(split.ordinal());
    FerLabel[] labels = {FerLabel.ANGRY, FerLabel.HAPPY, FerLabel.SAD};
    List<Example> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[FaceImage.PIXELS];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (byte) (80 * (i % labels.length) + random.nextInt(40));
      }
      FerLabel label = labels[(random.nextInt(5) == 0 ? i + 1 : i) % labels.length];
      faces.add(new Example(FaceImage.of(pixels), label, split, i + 1));
    }
    return faces;
  }

  @BeforeAll
  static void train() throws Exception {
    Map<String, String> settings =
        Map.of("preset", "quick", "epochs", "4", "batch-size", "20", "image-sizes", "48");
    try (TrainingRun run =
        TrainingRun.create(
            folder.resolve("run"),
            TrainingConfig.resolve(Optional.empty(), settings, notice -> {}))) {
      run.train(
          new TrainingData(faces(100, Split.TRAINING), VALIDATION, "0".repeat(64)),
          new TrainingListener() {});
    }
  }

  private static ScoredExamples scores(ModelBundle model) {
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(model, 1)) {
      return FaceScoring.score(classifier, VALIDATION);
    }
  }

  @Test
  void itsProbabilitiesNeedNoFurtherTemperature() throws IOException {
    ModelBundle model = ModelBundle.read(folder.resolve("run"));

    assertThat(model.card().metrics().get("temperature")).isNotCloseTo(1, within(1e-3));
    assertThat(Temperature.fit(scores(model)).value()).isCloseTo(1, within(1e-2));
  }

  @Test
  void itsCardHasTheFiguresOfTheFileItself() throws IOException {
    ModelBundle model = ModelBundle.read(folder.resolve("run"));
    Evaluation evaluation = Evaluation.of(scores(model));

    Map<String, Double> metrics = model.card().metrics();
    assertThat(metrics.get("public_test.accuracy")).isEqualTo(evaluation.accuracy());
    assertThat(metrics.get("public_test.state_accuracy")).isEqualTo(evaluation.stateAccuracy());
    assertThat(metrics.get("public_test.log_loss")).isCloseTo(evaluation.logLoss(), within(1e-5));
  }

  @Test
  void exportingTheRunOnItsOwnGivesTheSameModel() throws IOException {
    Path run = folder.resolve("run");
    ModelCard exported =
        CheckpointModel.of(run, CheckpointModel.temperaturesOf(run)).bundle().card();

    assertThat(exported.sha256()).isEqualTo(ModelBundle.read(run).card().sha256());
  }

  @Test
  void theTrainingValidatesOnPicturesAsSmoothAsTheFileMakesThem() throws IOException {
    Path best = folder.resolve("run").resolve(RunFolder.BEST);
    Checkpoint checkpoint = Checkpoint.read(best);
    ModelExport smooths = CheckpointModel.of(best, Map.of());
    ModelExport plain =
        new ModelExport(
            smooths.network(),
            smooths.weights(),
            InputBlur.NONE,
            Map.of(),
            smooths.provenance(),
            smooths.metrics());

    double validated = checkpoint.progress().best(Monitor.ACCURACY).orElseThrow().validationLoss();

    assertThat(smooths.inputBlur()).isEqualTo(new InputBlur(0.125));
    assertThat(logLoss(smooths)).isCloseTo(validated, within(1e-4));
    assertThat(logLoss(plain)).isNotCloseTo(validated, within(1e-3));
  }

  private static double logLoss(ModelExport export) {
    return Evaluation.of(scores(export.bundle())).logLoss();
  }

  @Test
  void aCheckpointFileHasNoTemperatureOfItsOwn() throws IOException {
    Path file = folder.resolve("run").resolve("best.safetensors");

    assertThat(CheckpointModel.temperaturesOf(file)).isEmpty();
    assertThat(Checkpoint.read(file).progress().epochs()).isPositive();
  }
}
