package io.github.fer4j.cli.evaluate;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fer evaluate} with the shipped model on drawn faces. */
class EvaluateCommandTest {
  private static final String HAPPY = "3,";

  @TempDir static Path shared;
  private static Path csv;
  private static Path report;
  private static CommandRun made;
  @TempDir Path folder;

  @BeforeAll
  static void reportOnDrawnFaces() {
    csv = shared.resolve("faces.csv");
    fer("sample-data", "--out", csv, "--per-class", 24);
    report = shared.resolve("a report");
    made =
        fer(
            "evaluate",
            "--data",
            csv,
            "--split",
            "private_test",
            "--out",
            report,
            "--tta",
            "--bootstrap",
            50);
  }

  @Test
  void reportIsWrittenAndItsFiguresPrinted() throws IOException {
    assertThat(made.exitCode()).isZero();
    JsonNode json = json(report.resolve("report.json"));
    assertThat(made.out())
        .contains(
            String.format(
                Locale.ROOT,
                "%.4f",
                json.at("/augmented/content/emotions/accuracy/value").asDouble()));
    assertThat(json.at("/bootstrap/samples").asInt()).isEqualTo(50);
    assertThat(json.at("/training/absent").asText()).contains("history.csv");
    assertThat(json.at("/subject/environment/command_line").asText())
        .contains("--out '" + report + "'");
  }

  @Test
  void whatToKeepInMindIsSaid() throws IOException {
    assertThat(made.err()).contains("learnt from another file");
    CommandRun chosen = evaluate("public_test", folder.resolve("report"));
    assertThat(chosen.err()).contains("PublicTest chose the epoch, the temperature and the");
    assertThat(Files.readString(folder.resolve("report/report.md")))
        .contains("> PublicTest chose the epoch");
  }

  @Test
  void aSplitWithoutRowsIsOneLineAndExitCode2() throws IOException {
    Path training = folder.resolve("training.csv");
    keep(training, line -> line.endsWith(",Training"));

    CommandRun run =
        fer("evaluate", "--data", training, "--split", "public_test", "--out", folder.resolve("r"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("training.csv").contains("PublicTest");
    assertThat(folder.resolve("r")).doesNotExist();
  }

  @Test
  void facesOfOneClassMakeAReportWithoutANumberThatIsNone() throws IOException {
    Path happy = folder.resolve("happy.csv");
    keep(happy, line -> line.startsWith(HAPPY));

    CommandRun run =
        fer(
            "evaluate",
            "--data",
            happy,
            "--split",
            "public_test",
            "--out",
            folder.resolve("r"),
            "--bootstrap",
            20);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("faces are Happy: what needs faces of two classes");
    try (Stream<Path> files = Files.walk(folder.resolve("r"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*(html|md|json|csv)")).toList()) {
        assertThat(Files.readString(file)).doesNotContain("NaN").doesNotContain("Infinity");
      }
    }
    assertThat(json(folder.resolve("r/report.json")).at("/figures/emotions/mcc/value").isNull())
        .isTrue();
  }

  @Test
  void aModelForOtherLabelsIsRefused() throws IOException {
    ModelBundle shipped = ModelBundle.shipped();
    Files.write(folder.resolve(ModelBundle.MODEL_FILE), shipped.onnx());
    Files.writeString(
        folder.resolve(ModelBundle.CARD_FILE),
        ModelCardJson.write(shipped.card())
            .replace("\"Angry\"", "\"first\"")
            .replace("\"Sad\"", "\"Angry\"")
            .replace("\"first\"", "\"Sad\""));

    CommandRun run = fer("evaluate", "--data", csv, "--split", "public_test", "--model", folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("labels").contains("Angry");
  }

  @Test
  void aFolderThatExistsIsLeftAloneAndSaidBeforeTheWork() throws IOException {
    CommandRun run = evaluate("public_test", folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(folder.toString()).contains("choose another folder");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void figuresThatFallShortAreExitCode1() {
    CommandRun run =
        fer(
            "evaluate",
            "--data",
            csv,
            "--split",
            "public_test",
            "--fail-under",
            "accuracy=1.0,macro_f1=0.0,log_loss=0.0001");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("fer: accuracy is")
        .contains("fer: log_loss is")
        .doesNotContain("macro_f1");
  }

  @Test
  void aGateThatNamesNoFigureIsRefusedBeforeTheWork() {
    for (String gate : List.of("acuracy=0.5", "accuracy", "accuracy=high", "accuracy=NaN")) {
      CommandRun run =
          fer("evaluate", "--data", "no.csv", "--split", "public_test", "--fail-under", gate);

      assertThat(run.exitCode()).as(gate).isEqualTo(2);
      assertThat(run.err()).contains("accuracy").doesNotContain("no.csv").doesNotContain("\tat ");
    }
  }

  @Test
  void reportsAreCompared() throws IOException {
    CommandRun run = fer("evaluate", "--compare", report, report, "--out", folder.resolve("c"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Five classes").contains("p = 1.0000");
    assertThat(json(folder.resolve("c/comparison.json")).at("/sides/1/faces").asInt())
        .isEqualTo(json(report.resolve("report.json")).at("/figures/faces").asInt());
  }

  @Test
  void whatIsNoReportOrNotOnTheSameFacesIsNotCompared() throws IOException {
    evaluate("public_test", folder.resolve("other"));
    CommandRun otherSplit = fer("evaluate", "--compare", report, folder.resolve("other"));
    CommandRun noReport = fer("evaluate", "--compare", report, folder);
    CommandRun withMore = fer("evaluate", "--compare", report, report, "--data", csv);

    for (CommandRun run : List.of(otherSplit, noReport, withMore)) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).doesNotContain("\tat ");
    }
    assertThat(otherSplit.err()).contains("PrivateTest and PublicTest");
    assertThat(noReport.err()).contains("report.json");
    assertThat(withMore.err()).contains("--compare takes two report folders");
  }

  private static CommandRun evaluate(String split, Path out) {
    return fer("evaluate", "--data", csv, "--split", split, "--out", out, "--bootstrap", 20);
  }

  private interface LineTest {
    boolean keeps(String line);
  }

  private static void keep(Path target, LineTest test) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    Files.write(
        target,
        Stream.concat(lines.stream().limit(1), lines.stream().skip(1).filter(test::keeps))
            .toList());
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
