package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A last run, which learns from PublicTest too and is validated nowhere. */
class FinalRunTest {
  private static final List<Example> FACES =
      new SyntheticFaces(6, 3)
          .examples()
          .filter(e -> e.emotion(ClassSet.FIVE).isPresent())
          .filter(e -> e.split() != Split.PRIVATE_TEST)
          .toList();
  private static final TrainingData DATA =
      new TrainingData(of(Split.TRAINING), of(Split.PUBLIC_TEST), "0".repeat(64));

  @TempDir static Path folder;
  private static Path run;
  private static final List<EpochRecord> TOLD = new ArrayList<>();

  private static List<Example> of(Split split) {
    return FACES.stream().filter(example -> example.split() == split).toList();
  }

  private static TrainingConfig config(String... settings) throws IOException {
    Map<String, String> all = new HashMap<>();
    all.putAll(Map.of("preset", "quick", "epochs", "3", "batch-size", "10", "image-sizes", "48"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return TrainingConfig.resolve(Optional.empty(), all, notice -> {});
  }

  private static Path train(String name, TrainingConfig config, TrainingData data)
      throws Exception {
    Path to = folder.resolve(name);
    try (TrainingRun training = TrainingRun.create(to, config)) {
      training.train(data, new TrainingListener() {});
    }
    return to;
  }

  @BeforeAll
  static void trainAFinalRun() throws Exception {
    run = folder.resolve("run");
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onData(int training, int validation) {
            assertThat(training).isEqualTo(FACES.size());
            assertThat(validation).isZero();
          }

          @Override
          public void onEpoch(EpochRecord record, boolean best) {
            assertThat(best).isFalse();
            TOLD.add(record);
          }
        };
    try (TrainingRun training = TrainingRun.create(run, config("final", "true"))) {
      TrainingResult result = training.train(DATA, listener);
      assertThat(result.finished()).isTrue();
      assertThat(result.best().orElseThrow().epoch()).isEqualTo(3);
    }
  }

  private static Checkpoint checkpoint(Path of, String file) throws IOException {
    return Checkpoint.read(of.resolve(file));
  }

  private static void assertSame(Map<String, float[]> found, Map<String, float[]> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
  }

  @Test
  void itLearnsWhatAnOrdinaryRunOnBothSplitsLearns() throws Exception {
    List<Example> both = new ArrayList<>(DATA.training());
    both.addAll(DATA.validation());
    Path ordinary =
        train("ordinary", config(), new TrainingData(both, DATA.validation(), DATA.sha256()));
    assertSame(
        checkpoint(run, "last.safetensors").weights(),
        checkpoint(ordinary, "last.safetensors").weights());
  }

  @Test
  void theAveragedWeightsOfTheLastEpochAreTheModelAtTemperatureOne() throws Exception {
    Checkpoint last = checkpoint(run, "last.safetensors");
    assertSame(checkpoint(run, RunFolder.BEST).bestWeights(), last.averagedWeights());
    assertThat(ModelBundle.read(run).onnx())
        .isEqualTo(CheckpointModel.of(last, Map.of()).bundle().onnx());
  }

  @Test
  void itsHistoryHoldsTrainingFiguresAlone() throws IOException {
    assertThat(TOLD).hasSize(3).noneMatch(EpochRecord::hasValidation);
    List<String> lines = Files.readAllLines(run.resolve("history.csv"));
    assertThat(lines).hasSize(4);
    assertThat(lines.subList(1, 4)).allMatch(line -> line.contains(",,,,"));
    assertThat(Files.readString(run.resolve("train.log"))).doesNotContain("PublicTest");
  }

  @Test
  void itsCardSaysWhatItWasTrainedOnAndHasNoFigureOfPublicTest() throws IOException {
    ModelCard card = ModelBundle.read(run).card();
    assertThat(card.provenance().trainedOn()).containsExactly(Split.TRAINING, Split.PUBLIC_TEST);
    assertThat(card.provenance().chosenOn()).isNull();
    assertThat(card.provenance().configuration()).containsEntry("final", "true");
    assertThat(card.provenance().splitSizes())
        .containsEntry(Split.TRAINING, DATA.training().size())
        .containsEntry(Split.PUBLIC_TEST, DATA.validation().size());
    assertThat(card.metrics()).containsOnly(Map.entry("temperature", 1.0));
  }

  @Test
  void stoppedItResumesAndEndsWithTheSameWeights() throws Exception {
    Path stopped = folder.resolve("stopped");
    try (TrainingRun training = TrainingRun.create(stopped, config("final", "true"))) {
      training.train(
          DATA,
          new TrainingListener() {
            @Override
            public void onStep(Step step) {
              if (step.epoch() == 2 && step.batch() == 2) {
                training.stop();
              }
            }
          });
    }
    assertThat(ModelBundle.read(stopped).card().metrics()).containsOnlyKeys("temperature");
    assertThatThrownBy(() -> TrainingRun.resume(stopped, Map.of("final", "false")))
        .hasMessageContaining("the run has final true");
    try (TrainingRun resumed = TrainingRun.resume(stopped, Map.of())) {
      assertThat(resumed.train(DATA, new TrainingListener() {}).finished()).isTrue();
    }
    assertSame(
        checkpoint(stopped, "last.safetensors").averagedWeights(),
        checkpoint(run, "last.safetensors").averagedWeights());
  }

  @ParameterizedTest
  @ValueSource(strings = {"initial-weights", "distillation-teachers"})
  void aRunThatComesOfItMustBeFinalToo(String setting) throws Exception {
    Path model = Files.createDirectories(folder.resolve("model for " + setting));
    ModelBundle.read(run).replaceIn(model);
    for (Path from : List.of(run, model)) {
      Path other = folder.resolve("from " + from.getFileName() + " by " + setting);
      assertThatThrownBy(() -> TrainingRun.create(other, config(setting, from.toString())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(from + ": this model was trained on PublicTest too")
          .hasMessageContaining("set final to true");
      assertThat(other).doesNotExist();
      TrainingConfig last = config(setting, from.toString(), "final", "true", "epochs", "1");
      train(other.getFileName().toString(), last, DATA);
      assertThat(ModelBundle.read(other).card().metrics()).containsOnlyKeys("temperature");
    }
  }

  @Test
  void aCheckpointFileOfItIsKnownToo() throws IOException {
    String file = run.resolve("last.safetensors").toString();
    assertThatThrownBy(() -> InitialWeights.of(config("initial-weights", file)))
        .hasMessageContaining("trained on PublicTest too");
  }
}
