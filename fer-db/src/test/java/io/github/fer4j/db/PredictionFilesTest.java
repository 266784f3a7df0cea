package io.github.fer4j.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports, and files that are loaded. */
class PredictionFilesTest {
  @TempDir private Path folder;
  private PredictionStore store;

  @BeforeEach
  void open() {
    store = PredictionStore.embedded(folder.resolve("fer"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String export(PredictionFilter filter, ExportFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.export(filter, format, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void csvHasAHeaderAndQuotesWhatNeedsIt() throws IOException {
    store.save(Samples.photo("/a, \"b\"\n\uD83D\uDE00.png", Samples.SAD, Samples.NOON));

    String csv = export(PredictionFilter.ALL, ExportFormat.CSV);

    assertThat(csv)
        .startsWith(
            "id,uuid,path,kind,model,model_digest,x1,y1,x2,y2,state,class_name,"
                + "angry,fear,happy,neutral,sad,frame,seconds,face,taken_at,"
                + "disgust,surprise,contempt,score,detector,reading\n")
        .contains(",\"/a, \"\"b\"\"\n\uD83D\uDE00.png\",photo,slim,")
        .contains(",-3,20,45,68,NOT Okay,Sad,0.1,0.1,0.1,0.1,0.6,,,,")
        .endsWith("2026-03-04T12:00:00.123Z,,,,,,fer2013\n");
  }

  @Test
  void aNameThatASpreadsheetWouldRunIsTextInCsvAndItselfInJson() throws IOException {
    store.save(Samples.photo("=HYPERLINK(\"http://x\").png", Samples.SAD, Samples.NOON));

    assertThat(export(PredictionFilter.ALL, ExportFormat.CSV))
        .contains(",\"'=HYPERLINK(\"\"http://x\"\").png\",photo,");
    assertThat(export(PredictionFilter.ALL, ExportFormat.JSON))
        .contains("\"path\":\"=HYPERLINK(\\\"http://x\\\").png\"");
  }

  @Test
  void jsonHasAnObjectALineAndTheModelsCardOnce() throws IOException {
    store.save(Samples.frames("/videos/a.mp4", 3));

    List<String> lines = export(PredictionFilter.ALL, ExportFormat.JSON).lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .contains("\"path\":\"/videos/a.mp4\",\"kind\":\"video\"")
        .contains("\"frame\":1,\"seconds\":0.04,\"face\":1")
        .contains("\"taken_at\":\"2026-03-04T12:00:00.163Z\"")
        .doesNotContain("model_card");
    assertThat(lines.get(0)).contains("\"model_card\":\"{\\\"name\\\":\\\"slim\\\"}\"");
  }

  @Test
  void anExportOfNothingIsEmpty() throws IOException {
    assertThat(export(PredictionFilter.ALL, ExportFormat.JSON)).isEmpty();
    assertThat(export(PredictionFilter.ALL, ExportFormat.CSV)).hasLineCount(1);
  }

  @Test
  void aModelsCardComesWithTheFile() throws IOException {
    store.save(Samples.happyAt(Samples.NOON));
    Path file =
        Files.writeString(folder.resolve("x"), export(PredictionFilter.ALL, ExportFormat.JSON));

    try (PredictionStore other = PredictionStore.embedded(folder.resolve("other"))) {
      other.load(file);
      assertThat(other.latest(1).get(0).model()).isEqualTo(Samples.MODEL);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"sad\":0.1 | \"sad\":0.2 | sum",
        "\"sad\":0.1 | \"sad\":NaN | NaN",
        "\"sad\":0.1 | \"bad\":0.1 | bad",
        ",\"sad\":0.1 | ~~ | sad",
        "\"class_name\":\"Happy\" | \"class_name\":\"Sad\" | probabilities",
        "\"x2\":45 | \"x2\":-45 | positive size",
        "\"x2\":45 | \"x2\":45,\"x2\":46 | Duplicate",
        "\"kind\":\"photo\" | \"kind\":\"film\" | film",
        "\"uuid\":\" | \"uuid\":\"x | of field uuid",
        "12:00:00.123Z | noon | not a time",
        "\"taken_at\" | \"frame\":1,\"taken_at\" | seconds is missing",
        "\"fer2013\" | \"mob\" | reading must be fer2013 or crowd",
        "\"taken_at\" | \"score\":-1,\"taken_at\" | score",
        "\"taken_at\" | \"detector\":\"\",\"taken_at\" | detector",
        "\"} | \"}{} | more than one",
        "\"}| \" | end-of-input"
      })
  void aLineThatIsNoPredictionIsNamedWithWhatIsWrong(String part, String other, String said)
      throws IOException {
    store.save(Samples.happyAt(Samples.NOON));
    String good =
        export(PredictionFilter.ALL, ExportFormat.JSON).replaceAll(",\"model_card.*}\"", "");
    assertThat(good).contains(part);
    Path file = Files.writeString(folder.resolve("x.jsonl"), good + good.replace(part, other));

    assertThatThrownBy(() -> store.load(file))
        .isInstanceOf(MalformedPredictionsException.class)
        .hasMessageContaining("x.jsonl, line 2: expected a prediction as one JSON object, found ")
        .hasMessageContaining(said)
        .hasMessageContaining("load the file again");
  }

  @Test
  void bytesThatAreNoTextAreAClearError() throws IOException {
    Path file = Files.write(folder.resolve("x"), new byte[] {'{', (byte) 0xFF, '}'});

    assertThatThrownBy(() -> store.load(file))
        .isInstanceOf(MalformedPredictionsException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aFileThatIsNotThereIsAnIoException() {
    assertThatThrownBy(() -> store.load(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aLoadThatFailedHalfWayCanBeRunAgain() throws IOException {
    store.save(Samples.frames("/videos/a.mp4", 1_500));
    String good = export(PredictionFilter.ALL, ExportFormat.JSON);
    store.delete(PredictionFilter.ALL);
    Path bad = Files.writeString(folder.resolve("bad"), good + "nonsense\n");
    Path mended = Files.writeString(folder.resolve("mended"), good);

    assertThatThrownBy(() -> store.load(bad))
        .isInstanceOf(MalformedPredictionsException.class)
        .hasMessageContaining("line 1501")
        .hasMessageContaining("1000 predictions");

    assertThat(store.load(mended)).isEqualTo(new LoadReport(500, 1_000));
    assertThat(store.status().predictions()).isEqualTo(1_500);
  }

  @Test
  void sevenClassesAreWrittenAndLoadedAgain() throws IOException {
    Prediction seven = Prediction.of(ClassSet.SEVEN, 0, 0.125, 0, 0, 0.125, 0.25, 0.5);
    store.save(Samples.photo("/a.png", seven, Samples.NOON));
    assertThat(export(PredictionFilter.ALL, ExportFormat.CSV)).contains("Z,0.25,0.5,,");
    String json = export(PredictionFilter.ALL, ExportFormat.JSON);
    assertThat(json).contains("\"surprise\":0.5").doesNotContain("contempt");
    Path file = Files.writeString(folder.resolve("seven.jsonl"), json);
    try (PredictionStore other = PredictionStore.embedded(folder.resolve("seven"))) {
      other.load(file);
      assertThat(other.latest(1).get(0).face().prediction()).isEqualTo(seven);
    }
  }
}
