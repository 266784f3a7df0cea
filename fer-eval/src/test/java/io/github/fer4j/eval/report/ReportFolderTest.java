package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.SyntheticScores;
import io.github.fer4j.eval.internal.plot.Plot;
import io.github.fer4j.infer.Explanation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportFolderTest {
  @TempDir static Path shared;
  @TempDir Path temporary;
  private static final ReportFolder REPORT = SyntheticReports.whole(300);
  private static Path folder;

  @BeforeAll
  static void writeOnce() throws IOException {
    folder = shared.resolve("new/report");
    REPORT.write(folder, SyntheticReports.faces(REPORT.report()));
  }

  @Test
  void everythingIsWrittenIntoOneNewFolder() throws IOException {
    assertThat(folder.resolve("report.json")).exists();
    assertThat(folder.resolve("report.schema.json")).exists();
    assertThat(folder.resolve("report.html")).exists();
    assertThat(folder.resolve("predictions.csv")).exists();
    assertThat(folder.resolve("plots/roc.svg")).exists();
    assertThat(folder.resolve("plots/training-loss.svg")).exists();
    for (String line : Files.readAllLines(folder.resolve("report.md"))) {
      if (line.startsWith("![")) {
        assertThat(folder.resolve(line.replaceAll(".*\\(|\\).*", ""))).exists();
      }
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    ReportFolder read = ReportFolder.read(folder);
    assertThat(read.report()).isEqualTo(REPORT.report());
    assertThat(Evaluation.of(read.scores())).isEqualTo(Evaluation.of(REPORT.scores()));
  }

  @Test
  void reportsKeepToTheirSchema() throws IOException {
    JsonSchema schema = schema();
    assertThat(schema.validate(ReportJson.write(REPORT.report()), InputFormat.JSON)).isEmpty();
    ScoredExamples few = SyntheticScores.of(3, 1, 1);
    assertThat(
            schema.validate(
                ReportJson.write(SyntheticReports.bare(few).report()), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void schemaRefusesWhatIsNoReport() throws IOException {
    String report = ReportJson.write(REPORT.report());
    for (String broken :
        List.of(
            report.replaceFirst("\"format_version\" : 1", "\"format_version\" : 2"),
            report.replaceFirst("\"macro_f1\"", "\"macro\""),
            report.replaceFirst("\"area\" : ", "\"area\" : 2"),
            report.replaceFirst("\"not_measured\"", "\"unmeasured\""))) {
      assertThat(schema().validate(broken, InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void nothingIsEverNotANumber() throws IOException {
    ScoredExamples some = SyntheticScores.of(60, 1, 1);
    int[] ofOneClass = IntStream.range(0, some.size()).filter(i -> some.truth(i) == 0).toArray();
    for (ScoredExamples scores : List.of(some.select(ofOneClass), SyntheticScores.of(1, 1, 1))) {
      Report report = SyntheticReports.bare(scores).report();
      ReportText text = new ReportText(report, ReportPlots.of(report), Map.of());
      for (String written : List.of(ReportJson.write(report), text.html(), text.markdown("png"))) {
        assertThat(written).doesNotContain("NaN").doesNotContain("Infinity");
      }
    }
  }

  @Test
  void absentSectionsSayWhy() throws IOException {
    Report report = SyntheticReports.bare(SyntheticScores.of(30, 1, 1)).report();
    Map<String, Plot> plots = ReportPlots.of(report);
    assertThat(new ReportText(report, plots, Map.of()).html())
        .contains("There is no history.csv beside the model.")
        .contains("The file has no Training rows.");
    assertThat(plots).doesNotContainKey("training-loss");
  }

  @Test
  void aTemperatureThatTheFileHoldsIsSaid() throws IOException {
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("divides its logits by 1.15 already");
    assertThat(Files.readString(folder.resolve("report.md")))
        .contains("divides its logits by 1.15, which PublicTest chose");
  }

  @Test
  void eachConfidentErrorShowsTheFaceAndWhatSpokeForTheWrongClass() throws IOException {
    String page = Files.readString(folder.resolve("report.html"));

    for (Failures.ConfidentError error : REPORT.report().failures().confidentErrors()) {
      assertThat(page).contains("Face of row " + error.row() + ", labelled " + error.truth());
    }
    assertThat(page.split("The same face, brighter where it spoke for ", -1))
        .hasSize(1 + REPORT.report().failures().confidentErrors().size());
  }

  @Test
  void aMapColorsTheFaceOnlyWhereItSpeaksForTheClass() throws IOException {
    FaceImage face = FaceImage.of(new byte[FaceImage.PIXELS]);
    Explanation explanation =
        new Explanation(
            Emotion.HAPPY, Explanation.Method.ACTIVATION_MAP, 2, 2, new float[] {4, -1, -1, -1}, 0);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(FacePng.of(face, explanation)));

    assertThat(image.getWidth()).isEqualTo(3 * FaceImage.SIDE);
    assertThat(image.getRGB(4, 4) & 0xFFFFFF).isNotZero();
    assertThat(image.getRGB(140, 140) & 0xFFFFFF).isZero();
  }

  @Test
  void folderThatExistsIsLeftAlone() throws IOException {
    Path mine = Files.createFile(temporary.resolve("mine.txt"));
    assertThatThrownBy(() -> REPORT.write(temporary, Map.of()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("choose another folder");
    assertThat(list(temporary)).containsExactly(mine);
  }

  @Test
  void nothingIsLeftWhereWritingFails() throws IOException {
    Map<Integer, ShownFace> broken = new HashMap<>();
    broken.put(1, null);
    assertThatThrownBy(() -> REPORT.write(temporary.resolve("report"), broken))
        .isInstanceOf(NullPointerException.class);
    assertThat(list(temporary)).isEmpty();
  }

  @Test
  void whatIsNoReportIsRefusedWithItsName() throws IOException {
    assertThatThrownBy(() -> ReportFolder.read(temporary)).isInstanceOf(NoSuchFileException.class);
    String rows = Files.readString(folder.resolve("predictions.csv"));
    String json = Files.readString(folder.resolve("report.json"));
    Path copiedRows = temporary.resolve("predictions.csv");
    Path copiedJson = temporary.resolve("report.json");
    Files.writeString(copiedJson, json);
    Files.writeString(copiedRows, rows.replaceFirst("\n0,", "\nnone,"));
    assertThatThrownBy(() -> ReportFolder.read(temporary))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("predictions.csv, line 2");
    Files.writeString(copiedJson, json.replace("_version\" : 1", "_version\" : 9"));
    assertThatThrownBy(() -> ReportFolder.read(temporary))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("expected 1, found 9");
    Files.writeString(copiedJson, "[]");
    assertThatThrownBy(() -> ReportFolder.read(temporary)).hasMessageContaining("report.json");
  }

  private static JsonSchema schema() throws IOException {
    return Schemas.named(ReportFolder.SCHEMA);
  }

  private static List<Path> list(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SEVEN", "EIGHT"})
  void aReportFollowsTheClasses(ClassSet classes) throws IOException {
    ScoredExamples scores = SyntheticScores.of(classes, 120, 1, 1);
    ReportFolder report = SyntheticReports.bare(scores);
    Path into = temporary.resolve(classes.toString());
    report.write(into, Map.of());
    ReportFolder read = ReportFolder.read(into);
    assertThat(read.report()).isEqualTo(report.report());
    assertThat(read.scores().classSet()).isEqualTo(classes);
    assertThat(Evaluation.of(read.scores())).isEqualTo(Evaluation.of(scores));
    String json = Files.readString(into.resolve("report.json"));
    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    for (String file : List.of("report.html", "report.md", "model-card-document.md")) {
      String text = Files.readString(into.resolve(file));
      assertThat(text).contains(classes.title()).contains(classes.labels());
      assertThat(text).doesNotContainIgnoringCase("five classes");
    }
  }

  @Test
  void aReportFromBeforeThereWereOtherClassesIsOverFive() throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(ReportJson.write(REPORT.report()));
    ((ObjectNode) json.at("/subject/model")).remove(List.of("classes", "reading"));
    assertThat(schema().validate(json.toString(), InputFormat.JSON)).isEmpty();
    Report old = ReportJson.read(json.toString(), "report.json");
    assertThat(old.subject().model().classSet()).isEqualTo(ClassSet.FIVE);
  }

  @Test
  void aReportOnAModelThatWasTrainedOnPublicTestTooNamesNoSplitThatChose() throws IOException {
    ReportFolder report = SyntheticReports.onFinalModel(SyntheticScores.of(120, 1, 1));
    Path into = temporary.resolve("final");
    report.write(into, Map.of());
    assertThat(ReportFolder.read(into).report()).isEqualTo(report.report());
    String json = Files.readString(into.resolve("report.json"));
    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    for (String file : List.of("report.html", "report.md")) {
      assertThat(Files.readString(into.resolve(file)))
          .contains("learnt from PublicTest too")
          .contains("and 3,118 of PublicTest")
          .contains("Training or PublicTest")
          .contains("This model was trained on PublicTest.")
          .doesNotContain("hosen on PublicTest")
          .doesNotContain("PublicTest chose");
    }
    assertThat(Files.readString(into.resolve("model-card-document.md")))
        .contains("25,102 faces of Training and 3,118 of PublicTest")
        .contains("no split chose it or fitted a temperature");
  }

  @Test
  void classesThatWereLeftOutAreSaid() {
    ScoredExamples five = SyntheticScores.of(120, 1, 1);
    Subject.Model seven = REPORT.report().subject().model();
    seven =
        new Subject.Model(
            seven.name(),
            seven.sha256(),
            seven.preset(),
            seven.chosenOn(),
            seven.epoch(),
            seven.engine(),
            seven.precision(),
            seven.temperature(),
            Optional.of("seven"),
            seven.reading(),
            seven.versions(),
            seven.created(),
            seven.dataSha256(),
            seven.splitSizes(),
            seven.configuration());
    Subject subject =
        new Subject(
            REPORT.report().subject().data(), seven, REPORT.report().subject().environment());
    assertThat(Caveats.of(subject, five))
        .anyMatch(caveat -> caveat.contains("seven classes apart. It was read out over five"));
  }

  @Test
  void readingsAreShownAgainstLabelsAndVotes() throws IOException {
    for (String file : List.of("report.html", "report.md", "model-card-document.md")) {
      assertThat(Files.readString(folder.resolve(file)))
          .contains("8 or more of 10 agree")
          .contains("majority by FER+");
    }
    assertThat(folder.resolve("plots/readings.svg")).exists();
    assertThat(Files.readString(folder.resolve("report.html"))).contains("id=\"reading-table\"");
  }

  @Test
  void aReportFromBeforeThereWereReadingsHasNone() throws IOException {
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(ReportJson.write(REPORT.report()));
    json.remove("readings");
    assertThat(schema().validate(json.toString(), InputFormat.JSON)).isEmpty();
    assertThat(ReportJson.read(json.toString(), "report.json").readings().content()).isEmpty();
  }
}
