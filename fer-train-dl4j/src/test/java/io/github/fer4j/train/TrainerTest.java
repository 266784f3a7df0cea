package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.checkpoint.MalformedCheckpointException;
import io.github.fer4j.train.checkpoint.Progress;
import io.github.fer4j.train.config.Monitor;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop with the real engine on a handful of drawn pictures. */
class TrainerTest {
  private static final TrainingListener SILENT = new TrainingListener() {};

  @TempDir Path folder;

  /** Pictures whose brightness tells the class, so that there is something to learn. */
  private static List<Example> examples(int count, Split split) {
    Random random = new Random(split.ordinal());
    FerLabel[] labels = {
      FerLabel.ANGRY, FerLabel.FEAR, FerLabel.HAPPY, FerLabel.SAD, FerLabel.NEUTRAL
    };
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[FaceImage.PIXELS];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (byte) (40 * (i % labels.length) + random.nextInt(40));
      }
      examples.add(new Example(FaceImage.of(pixels), labels[i % labels.length], split, i + 1));
    }
    return examples;
  }

  private static final TrainingData DATA =
      new TrainingData(
          examples(40, Split.TRAINING), examples(10, Split.PUBLIC_TEST), "0".repeat(64));

  private static TrainingConfig config(String... more) throws IOException {
    Map<String, String> settings = new java.util.HashMap<>();
    settings.put("preset", "quick");
    settings.put("epochs", "3");
    settings.put("batch-size", "10");
    settings.put("image-sizes", "32:2,48:1");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TrainingConfig.resolve(Optional.empty(), settings, notice -> {});
  }

  private static Checkpoint last(Path run) throws IOException {
    return Checkpoint.read(run.resolve("last.safetensors"));
  }

  private static final int NEVER = Integer.MAX_VALUE;

  private Path trained(String name, int stopAfter) throws Exception {
    Path run = folder.resolve(name);
    try (TrainingRun training = TrainingRun.create(run, config())) {
      train(training, stopAfter);
    }
    return run;
  }

  /** Stops after so many steps. */
  private static void train(TrainingRun run, int stopAfter) throws Exception {
    AtomicInteger steps = new AtomicInteger();
    TrainingListener stops =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            if (steps.incrementAndGet() == stopAfter) {
              run.stop();
            }
          }
        };
    run.train(DATA, stops);
  }

  private static void assertSameState(Checkpoint a, Checkpoint b) {
    assertSameArrays(a.weights(), b.weights());
    assertSameArrays(a.optimizerState(), b.optimizerState());
    assertSameArrays(a.averagedWeights(), b.averagedWeights());
  }

  private static void assertSameArrays(Map<String, float[]> a, Map<String, float[]> b) {
    assertThat(a.keySet()).isEqualTo(b.keySet());
    a.forEach((name, values) -> assertThat(Arrays.equals(values, b.get(name))).as(name).isTrue());
  }

  @Test
  void aRunThatWasStoppedAnywhereEndsWithTheWeightsOfOneThatNeverWas() throws Exception {
    Checkpoint whole = last(trained("whole", NEVER));
    for (int stopAfter : new int[] {1, 5, 10}) {
      Path run = trained("stopped after " + stopAfter, stopAfter);
      assertThat(last(run).progress().epochs()).isLessThan(3);
      try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
        assertThat(resumed.train(DATA, SILENT).finished()).isTrue();
      }
      assertSameState(last(run), whole);
      assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(4);
    }
  }

  @Test
  void aRunThatLostAnEpochAndItsHistoryLinesGoesOnAsIfNothingHadHappened() throws Exception {
    Path run = trained("killed", NEVER);
    Checkpoint whole = last(run);
    // As after kill -9 between two checkpoints: an older checkpoint, and a history ahead of it.
    Path shorter = trained("shorter", 6);
    Files.copy(
        shorter.resolve("last.safetensors"),
        run.resolve("last.safetensors"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        run.resolve("history.csv"), "4,48,half a li", java.nio.file.StandardOpenOption.APPEND);
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      resumed.train(DATA, SILENT);
    }
    assertSameState(last(run), whole);
    assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(4);
  }

  @Test
  void theNumberOfWorkersDoesNotChangeTheResult() throws Exception {
    Checkpoint one = last(trained("one", NEVER));
    Path run = folder.resolve("three");
    try (TrainingRun training = TrainingRun.create(run, config("workers", "3"))) {
      training.train(DATA, SILENT);
    }
    assertSameState(last(run), one);
  }

  @Test
  void anotherSeedGivesOtherWeights() throws Exception {
    Path run = folder.resolve("other");
    try (TrainingRun training = TrainingRun.create(run, config("seed", "2"))) {
      training.train(DATA, SILENT);
    }
    String any = last(run).weights().keySet().iterator().next();
    assertThat(last(run).weights().get(any))
        .isNotEqualTo(last(trained("first", NEVER)).weights().get(any));
  }

  @Test
  void itLearnsAndKeepsTheBestEpochByValidationAccuracy() throws Exception {
    Path run = folder.resolve("learns");
    List<EpochRecord> seen = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochRecord record, boolean best) {
            seen.add(record);
          }
        };
    try (TrainingRun training =
        TrainingRun.create(
            run,
            config("epochs", "12", "learning-rate", "0.05", "brightness", "0", "contrast", "0"))) {
      training.train(DATA, listener);
    }
    assertThat(seen).hasSize(12);
    assertThat(seen.get(11).trainLoss()).isLessThan(seen.get(0).trainLoss());
    Progress best = Checkpoint.read(run.resolve("best.safetensors")).progress();
    assertThat(best.best(Monitor.ACCURACY).orElseThrow().validationAccuracy())
        .isEqualTo(seen.stream().mapToDouble(EpochRecord::validationAccuracy).max().orElseThrow());
    assertThat(best.epochs()).isEqualTo(best.best(Monitor.ACCURACY).orElseThrow().epoch());
  }

  @Test
  void averagingOffAndPlateauScheduleTrainAndResumeToo() throws Exception {
    TrainingConfig config =
        config(
            "ema-decay", "0", "schedule", "plateau", "optimizer", "adam", "learning-rate", "0.001");
    Path whole = folder.resolve("whole");
    try (TrainingRun training = TrainingRun.create(whole, config)) {
      training.train(DATA, SILENT);
    }
    Path stopped = folder.resolve("stopped");
    try (TrainingRun training = TrainingRun.create(stopped, config)) {
      train(training, 7);
    }
    try (TrainingRun training = TrainingRun.resume(stopped, Map.of())) {
      training.train(DATA, SILENT);
    }
    assertThat(last(whole).averagedWeights()).isEmpty();
    assertSameState(last(stopped), last(whole));
  }

  @Test
  void aFolderThatHoldsARunIsNotOverwritten() throws Exception {
    Path run = trained("taken", 1);
    byte[] before = Files.readAllBytes(run.resolve("last.safetensors"));
    assertThatThrownBy(() -> TrainingRun.create(run, config()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(run.toString())
        .hasMessageContaining("--resume");
    assertThat(Files.readAllBytes(run.resolve("last.safetensors"))).isEqualTo(before);
  }

  @Test
  void twoTrainingsCannotWriteIntoOneFolder() throws Exception {
    Path run = folder.resolve("locked");
    try (TrainingRun first = TrainingRun.create(run, config())) {
      assertThatThrownBy(() -> TrainingRun.resume(run, Map.of()))
          .hasMessageContaining("another training is writing here");
      assertThat(first.config()).isEqualTo(config());
    }
  }

  @Test
  void resumingWithAnotherSettingIsRefusedByName() throws Exception {
    Path run = trained("run", 1);
    assertThatThrownBy(() -> TrainingRun.resume(run, Map.of("learning-rate", "0.5")))
        .hasMessageContaining("learning-rate")
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> TrainingRun.resume(run, Map.of("engine", "pytorch")))
        .hasMessageContaining("--initial-weights");
    TrainingRun.resume(run, Map.of("workers", "2")).close();
  }

  @Test
  void resumingWithFewerFacesOfTheSameFileSaysSo() throws Exception {
    Path run = trained("run", 1);
    TrainingData fewer =
        new TrainingData(DATA.training().subList(0, 39), DATA.validation(), DATA.sha256());
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      assertThatThrownBy(() -> resumed.train(fewer, SILENT))
          .hasMessageContaining("40 faces")
          .hasMessageContaining("gives 39");
    }
  }

  @Test
  void resumingWithOtherDataIsRefused() throws Exception {
    Path run = trained("run", 1);
    TrainingData other = new TrainingData(DATA.training(), DATA.validation(), "1".repeat(64));
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      assertThatThrownBy(() -> resumed.train(other, SILENT)).hasMessageContaining("other data");
    }
  }

  @Test
  void resumingWithOtherLabelsOfTheSameFileIsRefused() throws Exception {
    Path run = trained("run", 1);
    List<Example> others = new ArrayList<>(DATA.training());
    Example first = others.get(0);
    others.set(0, new Example(first.image(), FerLabel.SAD, first.split(), first.row()));
    TrainingData other = new TrainingData(others, DATA.validation(), DATA.sha256());
    try (TrainingRun resumed = TrainingRun.resume(run, Map.of())) {
      assertThatThrownBy(() -> resumed.train(other, SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("other labels");
    }
  }

  @Test
  void resumingAtACheckpointOfOtherSettingsIsRefused() throws Exception {
    Path run = trained("run", 1);
    byte[] before = Files.readAllBytes(run.resolve("last.safetensors"));
    Path json = run.resolve("config.json");
    String changed =
        Files.readString(json).replaceFirst("\"momentum\" : [0-9.]+", "\"momentum\" : 0.5");
    Files.writeString(json, changed);
    assertThatThrownBy(() -> TrainingRun.resume(run, Map.of()))
        .isInstanceOf(MalformedCheckpointException.class)
        .hasMessageContaining("last.safetensors")
        .hasMessageContaining("momentum");
    assertThat(Files.readAllBytes(run.resolve("last.safetensors"))).isEqualTo(before);
  }

  @Test
  void resumingAtACheckpointOfAnotherNetworkIsRefused() throws Exception {
    Path run = trained("run", 1);
    Path json = run.resolve("config.json");
    Files.writeString(
        json, Files.readString(json).replaceFirst("\"deviation\" : [0-9.]+", "\"deviation\" : 1"));
    assertThatThrownBy(() -> TrainingRun.resume(run, Map.of()))
        .isInstanceOf(MalformedCheckpointException.class)
        .hasMessageContaining("architecture");
  }

  @Test
  void aCheckpointCutShortIsRefusedAndLeftAlone() throws Exception {
    Path run = trained("run", 1);
    Path file = run.resolve("last.safetensors");
    byte[] cut = Arrays.copyOf(Files.readAllBytes(file), 5000);
    Files.write(file, cut);
    assertThatThrownBy(() -> TrainingRun.resume(run, Map.of()))
        .isInstanceOf(MalformedCheckpointException.class)
        .hasMessageContaining("last.safetensors");
    assertThat(Files.readAllBytes(file)).isEqualTo(cut);
  }

  @Test
  void weightsOfAnotherRunStartANewOne() throws Exception {
    Path first = trained("first", NEVER);
    Path second = folder.resolve("second");
    TrainingConfig config =
        config(
            "initial-weights",
            first.resolve("best.safetensors").toString(),
            "ema-decay",
            "0",
            "learning-rate",
            "1e-30",
            "weight-decay",
            "0");
    try (TrainingRun training = TrainingRun.create(second, config)) {
      train(training, 1);
    }
    Map<String, float[]> best = Checkpoint.read(first.resolve("best.safetensors")).bestWeights();
    best.forEach(
        (name, values) -> {
          if (name.endsWith(".weight")) {
            assertThat(quietly(second).weights().get(name)).as(name).isEqualTo(values);
          }
        });
  }

  private static Checkpoint quietly(Path run) {
    try {
      return last(run);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunWithAdvice() throws Exception {
    Path run = folder.resolve("diverges");
    try (TrainingRun training =
        TrainingRun.create(run, config("learning-rate", "1e30", "warmup", "0"))) {
      assertThatThrownBy(() -> training.train(DATA, SILENT))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("learning-rate");
    }
  }

  @Test
  void aRunThatIsStoppedBeforeItBeginsDoesNoStep() throws Exception {
    try (TrainingRun run = TrainingRun.create(folder.resolve("run"), config())) {
      run.stop();
      TrainingResult result = run.train(DATA, SILENT);
      assertThat(result.finished()).isFalse();
      assertThat(result.best()).isEmpty();
    }
  }

  @Test
  void leakedImagesAreLeftOutWhereTheSettingsSaySo() throws Exception {
    List<Example> rows = new ArrayList<>(DATA.training());
    rows.addAll(DATA.validation());
    for (Example leaked : DATA.training().subList(0, 7)) {
      rows.add(new Example(leaked.image(), leaked.label(), Split.PRIVATE_TEST, rows.size() + 1));
    }
    Path csv = folder.resolve("faces.csv");
    FerCsvWriter.write(csv, rows.stream(), false);
    FerDataset dataset = FerDataset.load(csv);
    for (boolean drop : new boolean[] {true, false}) {
      Path folderOfRun = folder.resolve("drop-leaked " + drop);
      try (TrainingRun run =
          TrainingRun.create(folderOfRun, config("epochs", "1").withDropLeaked(drop))) {
        run.train(dataset);
      }
      assertThat(last(folderOfRun).config().dropLeaked()).isEqualTo(drop);
      assertThat(last(folderOfRun).data().training()).isEqualTo(drop ? 33 : 40);
    }
  }
}
