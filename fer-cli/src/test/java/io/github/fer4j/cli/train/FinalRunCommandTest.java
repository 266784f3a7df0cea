package io.github.fer4j.cli.train;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fer train --final}, and what is said of its model afterwards. */
class FinalRunCommandTest {
  @TempDir static Path folder;
  private static Path csv;
  private static Path run;
  private static String told;

  private static CommandRun train(Path data, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--data", data.toString(), "--out", out.toString(), "--final"));
    arguments.addAll(List.of("--preset", "quick", "--epochs", "2", "--image-sizes", "48"));
    arguments.addAll(List.of(more));
    return fer(arguments.toArray());
  }

  private static CommandRun evaluate(String split, String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--data", csv.toString()));
    arguments.addAll(List.of("--model", run.toString(), "--split", split));
    arguments.addAll(List.of(more));
    return fer(arguments.toArray());
  }

  @BeforeAll
  static void trainAFinalRun() {
    csv = folder.resolve("faces.csv");
    assertThat(fer("sample-data", "--out", csv.toString(), "--per-class", "16").exitCode())
        .isZero();
    run = folder.resolve("run");
    CommandRun trained = train(csv, run);
    told = trained.err();
    assertThat(trained.exitCode()).as(told).isZero();
  }

  @Test
  void theTrainingShowsNoFigureOfPublicTestAndNamesPrivateTestForTheLastMeasurement()
      throws IOException {
    FerDataset faces = FerDataset.load(csv);
    int learnt = faces.examples(Split.TRAINING).size() + faces.examples(Split.PUBLIC_TEST).size();
    assertThat(told)
        .contains(learnt + " faces of Training and PublicTest, without validation")
        .contains("Epoch   2  48x48  train loss")
        .contains("weights after the last epoch are kept")
        .contains("--split private_test --model " + run)
        .doesNotContain("PublicTest loss")
        .doesNotContain("best");
  }

  @Test
  void itsModelIsNotMeasuredOnPublicTest() {
    Path report = folder.resolve("no report");
    for (String[] more : new String[][] {{}, {"--out", report.toString()}, {"--tta"}}) {
      CommandRun refused = evaluate("public_test", more);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err().lines()).hasSize(1);
      assertThat(refused.err())
          .contains("model 'quick' was trained on PublicTest too")
          .contains("private_test");
    }
    assertThat(report).doesNotExist();
  }

  @Test
  void itsReportOnPrivateTestChoosesNothingOnPublicTest() throws IOException {
    Path report = folder.resolve("report");
    CommandRun measured = evaluate("private_test", "--out", report.toString(), "--bootstrap", "20");
    assertThat(measured.exitCode()).as(measured.err()).isZero();
    String text = Files.readString(report.resolve("report.md"));
    assertThat(text)
        .contains("learnt from PublicTest too")
        .contains("chosen on PublicTest alone, which this model was trained on")
        .doesNotContain("validation");
  }

  @Test
  void theExportOfItsRunIsTheSameModel() throws IOException {
    Path copy = folder.resolve("copy");
    assertThat(fer("export", "--checkpoint", run.toString(), "--out", copy.toString()).exitCode())
        .isZero();
    assertThat(ModelBundle.read(copy).onnx()).isEqualTo(ModelBundle.read(run).onnx());
    assertThat(ModelBundle.read(copy).card().provenance().trainedOn())
        .containsExactly(Split.TRAINING, Split.PUBLIC_TEST);
  }

  /** As Kaggle has them: what a normal run draws from train for validation is learnt too. */
  @Test
  void foldersOfTrainAndTestAreLearntFromWholeTrain() throws IOException {
    Path folders = folder.resolve("folders");
    assertThat(
            fer("data", "convert", "--data", csv.toString(), "--out", folders.toString())
                .exitCode())
        .isZero();
    deleteAll(folders.resolve("validation"));
    Path out = folder.resolve("from folders");
    CommandRun trained = train(folders, out);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    int train = FerDataset.load(csv).examples(Split.TRAINING).size();
    assertThat(trained.err()).contains(train + " faces of Training and PublicTest");
  }

  private static void deleteAll(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aScheduleThatFollowsTheValidationLossIsRefusedInALine() {
    Path out = folder.resolve("plateau");
    CommandRun refused = train(csv, out, "--schedule", "plateau");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err()).contains("schedule is plateau", "set schedule to constant or cosine");
    assertThat(out).doesNotExist();
  }
}
