package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.FerFolderWriter;
import io.github.fer4j.data.Votes;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.report.FaceScoring;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
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

/** Runs over seven and eight classes, from the settings to the exported model. */
class ClassSetsTest {
  private static final Votes CONTEMPT = new Votes(List.of(2, 0, 0, 0, 0, 0, 0, 8, 0, 0));
  private static final Votes SURPRISE = new Votes(List.of(0, 0, 7, 0, 0, 0, 3, 0, 0, 0));

  private static final TrainingData DATA =
      new TrainingData(faces(70, Split.TRAINING), faces(14, Split.PUBLIC_TEST), "0".repeat(64));

  @TempDir static Path folder;

  /** Faces whose brightness tells their label; of every angry one people see contempt. */
  private static List<Example> faces(int count, Split split) {
    Random random = new Random(split.ordinal());
    List<Example> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FerLabel label = FerLabel.ofCode(i % FerLabel.COUNT);
      byte[] pixels = new byte[FaceImage.PIXELS];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (byte) (36 * label.code() + random.nextInt(20));
      }
      Example face = new Example(FaceImage.of(pixels), label, split, i + 1);
      faces.add(face.withVotes(label == FerLabel.ANGRY ? CONTEMPT : SURPRISE));
    }
    return faces;
  }

  private static TrainingConfig config(String classes, String... more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("preset", "quick");
    settings.put("classes", classes);
    settings.put("epochs", "3");
    settings.put("batch-size", "10");
    settings.put("image-sizes", "32:2,48:1");
    settings.put("mixup", "0.1");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TrainingConfig.resolve(Optional.empty(), settings, notice -> {});
  }

  private static Path train(String name, TrainingConfig config, int stopAfter) throws Exception {
    Path run = folder.resolve(name);
    try (TrainingRun training = TrainingRun.create(run, config)) {
      TrainingListener stops =
          new TrainingListener() {
            private int steps;

            @Override
            public void onStep(Step step) {
              if (++steps == stopAfter) {
                training.stop();
              }
            }
          };
      training.train(DATA, stops);
    }
    return run;
  }

  @BeforeAll
  static void trainOnce() throws Exception {
    train("seven", config("seven"), Integer.MAX_VALUE);
    train("eight", config("eight", "heads", "fer2013,crowd"), Integer.MAX_VALUE);
  }

  private static Checkpoint last(Path run) throws IOException {
    return Checkpoint.read(run.resolve("last.safetensors"));
  }

  @Test
  void theExportedModelHasTheClassesOfTheRun() throws IOException {
    ModelBundle seven = ModelBundle.read(folder.resolve("seven"));
    assertThat(seven.card().labels())
        .containsExactly("Angry", "Fear", "Happy", "Neutral", "Sad", "Disgust", "Surprise");
    assertThat(seven.card().provenance().configuration()).containsEntry("classes", "seven");
    ModelBundle eight = ModelBundle.read(folder.resolve("eight"));
    assertThat(eight.card().labels()).endsWith("Disgust", "Surprise", "Contempt");
    assertThat(eight.card().outputs()).containsOnlyKeys("fer2013", "crowd");
  }

  @Test
  void theFileAnswersAsTheTrainingMeasured() throws Exception {
    List<Example> faces = DATA.validation();
    ModelBundle model = ModelBundle.read(folder.resolve("seven"));
    try (var classifier = OnnxEmotionClassifier.open(model, "fer2013", 1)) {
      Evaluation all = Evaluation.of(FaceScoring.score(classifier, faces, ClassSet.SEVEN));
      assertThat(all.classSet()).isEqualTo(ClassSet.SEVEN);
      assertThat(all.examples()).isEqualTo(14);
      assertThat(all.accuracy()).isEqualTo(model.card().metrics().get("public_test.accuracy"));
      List<Example> five =
          faces.stream().filter(face -> face.emotion(ClassSet.FIVE).isPresent()).toList();
      Evaluation ofFive = Evaluation.of(FaceScoring.score(classifier, five));
      assertThat(ofFive.classSet()).isEqualTo(ClassSet.FIVE);
      assertThat(model.withClasses(ClassSet.FIVE).card().metrics())
          .containsEntry("public_test.accuracy", ofFive.accuracy())
          .containsEntry("public_test.log_loss", ofFive.logLoss());
    }
  }

  @Test
  void theCrowdHeadIsJudgedByContemptToo() throws Exception {
    ModelBundle model = ModelBundle.read(folder.resolve("eight"));
    try (var crowd = OnnxEmotionClassifier.open(model, "crowd", 1)) {
      var scores =
          FaceScoring.score(
              crowd,
              DATA.validation(),
              ClassSet.EIGHT,
              face -> face.votes().orElseThrow().majority(ClassSet.EIGHT.emotions()).orElseThrow());
      assertThat(scores.truth(0)).isEqualTo(Emotion.CONTEMPT.ordinal());
      assertThat(Evaluation.of(scores).accuracy())
          .isEqualTo(model.card().metrics().get("public_test.crowd.accuracy"));
    }
  }

  @Test
  void aStoppedRunEndsWithTheWeightsOfOneThatWasNotStopped() throws Exception {
    Path run = train("stopped", config("seven"), 9);
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      assertThat(resumed.train(DATA, new TrainingListener() {}).finished()).isTrue();
    }
    assertThat(last(run).weights())
        .containsExactlyEntriesOf(last(folder.resolve("seven")).weights());
  }

  @Test
  void aRunIsNotResumedOverOtherClasses() {
    assertThatThrownBy(() -> TrainingRun.resume(folder.resolve("seven"), Map.of("classes", "five")))
        .hasMessageContaining("classes seven")
        .hasMessageContaining("five");
  }

  @Test
  void initialWeightsOfOtherClassesServeWhereBothHaveTheClass() throws IOException {
    String seven = folder.resolve("seven").resolve("best.safetensors").toString();
    float[] before = Checkpoint.read(Path.of(seven)).bestWeights().get("emotions.weight");
    float[] five = initial(config("five", "initial-weights", seven)).get("emotions.weight");
    assertThat(five).containsExactly(Arrays.copyOf(before, before.length / 7 * 5));
    float[] eight = initial(config("eight", "initial-weights", seven)).get("emotions.weight");
    assertThat(eight).containsExactly(Arrays.copyOf(before, before.length / 7 * 8));
  }

  private static Map<String, float[]> initial(TrainingConfig config) throws IOException {
    return InitialWeights.of(config).orElseThrow().of(config.buildNetwork(), List.of());
  }

  @Test
  void teachersOfMoreClassesAreRefusedBeforeAFolderIsMade() throws IOException {
    Path seven = folder.resolve("seven");
    Path none = folder.resolve("none");
    TrainingConfig taught = config("five").withDistillation(d -> d.withTeachers(seven.toString()));
    assertThatThrownBy(() -> TrainingRun.create(none, taught))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("seven classes apart");
    assertThat(Files.exists(none)).isFalse();
  }

  @Test
  void foldersMadeFromACsvTrainToTheSameWeightsAsTheCsv() throws Exception {
    Path csv = folder.resolve("drawn.csv");
    FerCsvWriter.write(csv, new SyntheticFaces(16, 3).examples(), false);
    FerDataset table = FerDataset.load(csv);
    Path pictures = folder.resolve("drawn");
    FerFolderWriter.write(pictures, table.allExamples());
    Map<String, float[]> fromCsv = weightsOf("of the csv", table);
    assertThat(weightsOf("of the folders", FerDataset.load(pictures)))
        .containsExactlyEntriesOf(fromCsv);
  }

  private static Map<String, float[]> weightsOf(String name, FerDataset data) throws Exception {
    TrainingConfig config = config("seven", "epochs", "1");
    try (TrainingRun run = TrainingRun.create(folder.resolve(name), config)) {
      run.train(data);
    }
    return last(folder.resolve(name)).weights();
  }
}
