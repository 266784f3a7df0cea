package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerCsvWriter;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.eval.report.EpochRecord;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.TrainingListener;
import io.github.fer4j.train.TrainingRun;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in a folder on drawn faces: the same code around either engine. */
class RunsTest {
  private static final String PYTORCH = "pytorch";
  private static final String DL4J = "deeplearning4j";

  @TempDir private static Path drawn;

  private static FerDataset data;

  @TempDir Path folder;

  @BeforeAll
  static void drawFaces() throws IOException {
    Path csv = drawn.resolve("faces.csv");
    FerCsvWriter.write(
        csv,
        Stream.concat(faces(24, Split.TRAINING).stream(), faces(10, Split.PUBLIC_TEST).stream()),
        false);
    data = FerDataset.load(csv);
  }

  private static List<Example> faces(int perClass, Split split) {
    List<Example> faces = new ArrayList<>();
    for (int i = 0; i < perClass; i++) {
      for (FerLabel label : FerLabel.values()) {
        if (label.emotion(ClassSet.FIVE).isPresent()) {
          long seed = (long) faces.size() * Split.values().length + split.ordinal();
          faces.add(new Example(SyntheticFaces.draw(label, seed), label, split, faces.size() + 1));
        }
      }
    }
    return faces;
  }

  private static TrainingConfig config(String engine, String... more) throws IOException {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "preset",
                "quick",
                "engine",
                engine,
                "epochs",
                "10",
                "batch-size",
                "24",
                "image-sizes",
                "24:7,48:3",
                "ema-decay",
                "0.9"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TrainingConfig.resolve(Optional.empty(), settings, notice -> {});
  }

  private static final int NEVER = Integer.MAX_VALUE;

  private List<EpochRecord> train(String name, TrainingConfig config, int stopAfter)
      throws IOException, InterruptedException {
    List<EpochRecord> history = new ArrayList<>();
    try (TrainingRun run = TrainingRun.create(folder.resolve(name), config)) {
      TrainingListener listener =
          new TrainingListener() {
            private int steps;

            @Override
            public void onStep(Step step) {
              if (++steps == stopAfter) {
                run.stop();
              }
            }

            @Override
            public void onEpoch(EpochRecord epoch, boolean best) {
              history.add(epoch);
            }
          };
      run.train(data, listener);
    }
    return history;
  }

  @ParameterizedTest
  @CsvSource({PYTORCH + ", nesterov", PYTORCH + ", muon", DL4J + ", muon"})
  void aStoppedRunGoesOnBitForBit(String engine, String optimizer) throws Exception {
    TrainingConfig config = config(engine, "optimizer", optimizer);
    train("whole", config, NEVER);
    train("stopped", config, 7);
    try (TrainingRun resumed = TrainingRun.resume(folder.resolve("stopped"), Map.of())) {
      assertThat(resumed.progressBefore().epochs()).isLessThan(3);
      assertThat(resumed.train(data).finished()).isTrue();
    }
    Checkpoint whole = last("whole");
    Checkpoint resumed = last("stopped");
    assertThat(resumed.weights()).containsExactlyEntriesOf(whole.weights());
    assertThat(resumed.optimizerState()).containsExactlyEntriesOf(whole.optimizerState());
  }

  private Checkpoint last(String run) throws IOException {
    return Checkpoint.read(folder.resolve(run).resolve("last.safetensors"));
  }

  @ParameterizedTest
  @ValueSource(strings = {DL4J, PYTORCH})
  void weightsGoOnAlikeInEitherEngine(String from) throws Exception {
    train("start", config(from), NEVER);
    String checkpoint = folder.resolve("start").resolve("last.safetensors").toString();
    double inTorch = lossOfAGentleEpoch(PYTORCH, checkpoint);
    double inDl4j = lossOfAGentleEpoch(DL4J, checkpoint);
    double anew = lossOfAGentleEpoch(PYTORCH, "");
    assertThat(inTorch).isCloseTo(inDl4j, within(0.1 * Math.abs(anew - inDl4j)));
  }

  private double lossOfAGentleEpoch(String engine, String initialWeights)
      throws IOException, InterruptedException {
    TrainingConfig config =
        config(engine, "epochs", "1", "learning-rate", "0.001", "initial-weights", initialWeights);
    String name = engine + (initialWeights.isEmpty() ? " anew" : " on");
    return train(name, config, NEVER).get(0).validationLoss();
  }

  @Test
  void aCheckpointOfOneEngineIsNotResumedByTheOtherWhichSaysHowToMoveItsWeights() throws Exception {
    train("dl4j", config(DL4J, "epochs", "2"), 1);
    assertThatThrownBy(() -> TrainingRun.resume(folder.resolve("dl4j"), Map.of("engine", PYTORCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--initial-weights")
        .hasMessageContaining("--engine pytorch");
  }

  @ParameterizedTest
  @ValueSource(strings = {DL4J, PYTORCH})
  void eitherEngineTrainsSevenClasses(String engine) throws Exception {
    Path csv = folder.resolve("seven.csv");
    FerCsvWriter.write(csv, new SyntheticFaces(16, 3).examples(), false);
    TrainingConfig config = config(engine, "epochs", "1", "classes", "seven");
    try (TrainingRun run = TrainingRun.create(folder.resolve("seven"), config)) {
      assertThat(run.train(FerDataset.load(csv)).finished()).isTrue();
    }
    ModelCard card = ModelBundle.read(folder.resolve("seven")).card();
    assertThat(card.classes()).isEqualTo(ClassSet.SEVEN);
    assertThat(card.metrics()).containsKey("public_test.accuracy");
  }
}
