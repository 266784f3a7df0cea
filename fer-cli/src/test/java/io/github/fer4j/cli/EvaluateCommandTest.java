package io.github.fer4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.onnx.ModelExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fer evaluate} and {@code fer data audit}, on drawn faces and a model of five numbers. */
class EvaluateCommandTest {
  @TempDir static Path shared;
  @TempDir Path temporary;
  private static Path data;
  private static Path model;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void drawFacesAndExportAModel() throws IOException {
    data = shared.resolve("faces.csv");
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(new StringWriter()));
    commands.execute("sample-data", "--out", data.toString(), "--per-class", "80");
    model = shared.resolve("model");
    Network network =
        new Network("mean", 128, 32, List.of(new GlobalAveragePool(), new Dense("emotions", 5, 0)));
    Map<String, float[]> weights =
        Map.of(
            "emotions.weight", new float[] {-0.5f, -0.25f, 0.5f, 0.25f, -0.25f},
            "emotions.bias", new float[] {0, 0.1f, 0.2f, 0, 0});
    ModelCard.Provenance provenance =
        new ModelCard.Provenance(
            "mean",
            new TreeMap<>(Map.of("seed", "3")),
            "0".repeat(64),
            new TreeMap<>(Map.of(Split.TRAINING, 10)),
            Split.PUBLIC_TEST,
            1,
            "none",
            new TreeMap<>(),
            "2026-01-01T00:00:00Z");
    new ModelExport(network, weights, InputBlur.NONE, Map.of(), provenance, Map.of())
        .bundle()
        .writeTo(model);
  }

  @Test
  void figuresArePrintedAndWritten() throws IOException {
    Path json = temporary.resolve("figures.json");
    assertThat(evaluate("--json", json.toString())).isZero();
    assertThat(out.toString()).contains("50 faces").contains("Balanced accuracy");
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/examples").asInt()).isEqualTo(50);
  }

  @Test
  void aReportIsWrittenWithEverySectionOrItsReason() throws IOException {
    Path report = temporary.resolve("a report");
    assertThat(evaluate("--out", report.toString(), "--tta", "--bootstrap", "50")).isZero();
    JsonNode json = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(json.at("/figures/faces").asInt()).isEqualTo(50);
    assertThat(json.at("/augmented/content/faces").asInt()).isEqualTo(50);
    assertThat(json.at("/without_leaked/content/faces").asInt()).isPositive();
    assertThat(json.at("/training/absent").asText()).contains("history.csv");
    assertThat(json.at("/robustness/content/corruptions")).hasSize(5);
    assertThat(json.at("/speed/content/parameters").asInt()).isEqualTo(10);
    assertThat(json.at("/subject/environment/command_line").asText())
        .startsWith("fer evaluate --data")
        .contains("--bootstrap 50")
        .contains("--out '" + report + "'");
    assertThat(json.at("/bootstrap/samples").asInt()).isEqualTo(50);
    assertThat(json.at("/subject/environment/seeds/training").asInt()).isEqualTo(3);
    assertThat(json.at("/decisions/threshold/content/chosen_on").asText()).isEqualTo("PublicTest");
    assertThat(Files.readString(report.resolve("report.html")))
        .contains("The same face, brighter where it spoke for");
    assertThat(report.resolve("model-card-document.md")).exists();
  }

  @Test
  void twoReportsAreComparedAndOtherFacesRefused() throws IOException {
    Path first = temporary.resolve("first");
    Path second = temporary.resolve("second");
    evaluate("--out", first.toString(), "--bootstrap", "20");
    run(
        "evaluate",
        "--data",
        data.toString(),
        "--model",
        model.toString(),
        "--split",
        "public_test",
        "--out",
        second.toString(),
        "--bootstrap",
        "20");
    assertThat(run("evaluate", "--compare", first.toString(), first.toString())).isZero();
    assertThat(out.toString()).contains("McNemar's exact test, p = 1.0000");
    assertThat(run("evaluate", "--compare", first.toString(), second.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("split differs: PrivateTest and PublicTest")
        .contains("PublicTest chose the epoch, the temperature and the threshold")
        .contains("trained on another file");
    assertThat(run("evaluate", "--compare", first.toString(), first.toString(), "--tta"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--compare takes two report folders");
  }

  @Test
  void whatFallsShortEndsWithOne() {
    assertThat(evaluate("--fail-under", "accuracy=0,state_accuracy=0")).isZero();
    assertThat(evaluate("--fail-under", "accuracy=0.99,macro_f1=0.99")).isEqualTo(1);
    assertThat(err.toString()).contains("fer: accuracy is 0.").contains("fer: macro_f1 is 0.");
  }

  @Test
  void aGateThatIsNoneIsRefusedBeforeTheWork() {
    Map<String, String> gates =
        Map.of(
            "acuracy=0.5", "Unknown metric 'acuracy'",
            "accuracy", "should be in KEY=VALUE",
            "accuracy=high", "'high' is not a double",
            "accuracy=NaN", "The bound of accuracy is NaN");
    gates.forEach(
        (gate, said) -> {
          err.getBuffer().setLength(0);
          assertThat(
                  run("evaluate", "--data", "no.csv", "--split", "training", "--fail-under", gate))
              .isEqualTo(2);
          assertThat(err.toString()).contains(said).doesNotContain("no.csv");
        });
  }

  @Test
  void wrongUseIsToldInALine() throws IOException {
    assertThat(run("evaluate")).isEqualTo(2);
    assertThat(err.toString()).contains("--data and --split are needed");
    assertThat(evaluate("--out", temporary.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is there already");
    assertThat(run("evaluate", "--compare", temporary.toString(), temporary.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no such file").doesNotContain("\tat ");
  }

  @Test
  void resamplesAreAtLeastOne() {
    assertThat(run("evaluate", "--data", "no.csv", "--split", "training", "--bootstrap", "0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("samples must be 1 or more, not 0");
  }

  @Test
  void aSplitThatTheFileLacksIsNamed() throws IOException {
    Path training = temporary.resolve("training.csv");
    Files.write(
        training,
        Files.readAllLines(data).stream().filter(line -> !line.contains("Test")).toList());
    assertThat(
            run(
                "evaluate",
                "--data",
                training.toString(),
                "--model",
                model.toString(),
                "--split",
                "public_test"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("PublicTest").contains("training.csv");
  }

  @Test
  void oneClassOnlyIsReportedWithoutUndefinedFigures() throws IOException {
    Path happy = temporary.resolve("happy.csv");
    Files.write(
        happy,
        Files.readAllLines(data).stream()
            .filter(line -> line.startsWith("emotion") || line.startsWith("3"))
            .toList());
    Path report = temporary.resolve("report");
    assertThat(
            run(
                "evaluate",
                "--data",
                happy.toString(),
                "--strict=false",
                "--model",
                model.toString(),
                "--split",
                "private_test",
                "--out",
                report.toString(),
                "--bootstrap",
                "20"))
        .isZero();
    assertThat(err.toString()).contains("faces are Happy: what needs faces of two classes");
    for (String file : List.of("report.html", "report.md", "model-card-document.md")) {
      // Letters that stand for the bytes of a picture mean nothing.
      String text = Files.readString(report.resolve(file)).replaceAll("base64,[\\w+/=]+", "");
      assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
    }
    JsonNode json = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(json.at("/figures/emotions/mcc/value").isNull()).isTrue();
  }

  @Test
  void withVotesTheReadingIsMeasuredAgainstThemToo() throws IOException {
    Path votes = temporary.resolve("votes.csv");
    List<String> lines = new ArrayList<>();
    lines.add(
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF");
    for (String row : Files.readAllLines(data).subList(1, Files.readAllLines(data).size())) {
      String usage = row.substring(row.lastIndexOf(',') + 1);
      // Of every happy face six people say so, of others nine that they are neutral.
      String said = row.startsWith("3,") ? "4,6,0,0,0,0,0,0,0,0" : "9,0,0,0,0,0,0,0,1,0";
      lines.add(usage + ",fer" + String.format("%07d.png", lines.size() - 1) + "," + said);
    }
    Files.write(votes, lines);
    Path json = temporary.resolve("figures.json");
    assertThat(evaluate("--fer-plus", votes.toString(), "--json", json.toString())).isZero();
    assertThat(out.toString()).contains("more than 5 of 10 agree").contains("majority by FER+'s");
    JsonNode readings = new ObjectMapper().readTree(json.toFile()).get("readings");
    assertThat(readings).hasSize(6);
    assertThat(readings.get(3).get("truth").asText()).isEqualTo("crowd");
    assertThat(readings.get(3).get("agreement").asText()).isEqualTo("more_than_five");
    assertThat(readings.get(3).get("examples").asInt()).isEqualTo(50);
    assertThat(readings.get(4).get("agreement").asText()).isEqualTo("eight_or_more");
    assertThat(readings.get(4).get("examples").asInt()).isEqualTo(40);
  }

  @Test
  void aReadingThatTheModelLacksIsRefused() {
    assertThat(evaluate("--reading", "crowd")).isEqualTo(2);
    assertThat(err.toString()).contains("--reading crowd: model 'mean' has only fer2013");
  }

  @Test
  void dataWithoutAClassAreRefusedByItsName() throws IOException {
    Path noFear = temporary.resolve("no fear.csv");
    Files.write(
        noFear, Files.readAllLines(data).stream().filter(row -> !row.startsWith("2,")).toList());
    int code =
        run(
            "evaluate",
            "--data",
            noFear.toString(),
            "--model",
            model.toString(),
            "--split",
            "private_test");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("split PrivateTest: expected rows of all five classes, found none of Fear")
        .contains("--classes")
        .contains("--strict=false");
  }

  @Test
  void moreClassesThanTheModelHasAreRefused() {
    assertThat(evaluate("--classes", "seven")).isEqualTo(2);
    assertThat(err.toString()).contains("model 'mean' tells only five classes apart", "not seven");
  }

  @Test
  void aModelIsMeasuredOverFewerClassesThanItHasAndTheReportSaysSo() throws IOException {
    Path seven = TinyModel.writeTo(temporary.resolve("seven classes"), ClassSet.SEVEN);
    Path report = temporary.resolve("report");
    String[] options = {"--classes", "five", "--bootstrap", "20", "--out", report.toString()};
    assertThat(evaluate(seven, options)).isZero();
    assertThat(out.toString()).contains("50 faces").doesNotContain("Surprise");
    assertThat(err.toString()).contains("tells seven classes apart. It was read out over five");
    JsonNode json = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(json.at("/subject/model/classes").asText()).isEqualTo("seven");
  }

  @Test
  void aModelForOtherLabelsIsRefused() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Files.copy(model.resolve(ModelBundle.MODEL_FILE), other.resolve(ModelBundle.MODEL_FILE));
    String card = Files.readString(model.resolve(ModelBundle.CARD_FILE));
    Files.writeString(
        other.resolve(ModelBundle.CARD_FILE), card.replace("\"Sad\"", "\"Surprise\""));
    assertThat(evaluate("--model", other.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("model-card.json").contains("Surprise");
  }

  @Test
  void aHistoryThatIsNoneIsNamedWithItsLine() throws IOException {
    Path run = Files.createDirectory(temporary.resolve("run"));
    for (String name : List.of(ModelBundle.MODEL_FILE, ModelBundle.CARD_FILE)) {
      Files.copy(model.resolve(name), run.resolve(name));
    }
    Files.writeString(
        run.resolve("history.csv"),
        "epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy\n"
            + "1,0.1,NaN,0.2,1.5,0.3\n");
    Path report = temporary.resolve("report");
    assertThat(evaluate("--model", run.toString(), "--out", report.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("history.csv, line 2").contains("train_loss");
    assertThat(report).doesNotExist();
  }

  @Test
  void anAuditIsPrintedAndWritten() throws IOException {
    Path audit = temporary.resolve("audit");
    assertThat(run("data", "audit", "--data", data.toString(), "--out", audit.toString())).isZero();
    assertThat(out.toString()).contains("Byte-identical images").contains("PrivateTest");
    assertThat(audit.resolve("audit.html")).exists();
    assertThat(run("data", "audit", "--data", data.toString(), "--out", audit.toString()))
        .isEqualTo(2);
  }

  private int evaluate(Path other, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--model", other.toString()));
    arguments.addAll(List.of(more));
    return evaluate(arguments.toArray(String[]::new));
  }

  private int evaluate(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", "--data", data.toString(), "--split", "private_test"));
    if (!List.of(more).contains("--model")) {
      arguments.addAll(List.of("--model", model.toString()));
    }
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    return commands.execute(arguments);
  }
}
