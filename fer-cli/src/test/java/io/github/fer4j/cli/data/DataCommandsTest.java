package io.github.fer4j.cli.data;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fer sample-data}, {@code fer data summary} and {@code fer bench load|augment}. */
class DataCommandsTest {
  @TempDir Path folder;
  private Path csv;

  @BeforeEach
  void name() {
    csv = folder.resolve("faces.csv");
  }

  @Test
  void whatSampleDataDrawsSummaryCounts() {
    CommandRun drawn = fer("sample-data", "--out", csv, "--per-class", 16);
    CommandRun summary = fer("data", "summary", "--data", csv);

    assertThat(drawn.exitCode()).isZero();
    assertThat(drawn.out()).contains("140 drawn faces");
    assertThat(summary.exitCode()).isZero();
    assertThat(summary.err()).isEmpty();
    assertThat(summary.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "Training PublicTest PrivateTest All",
            "Angry 16 2 2 20",
            "Used 80 10 10 100",
            "Okay 48 6 6 60",
            "NOT Okay 32 4 4 40",
            "Dropped 32 4 4 40",
            "surprise 16 2 2 20",
            "Rows 112 14 14 140",
            "Bad rows skipped: none.");
  }

  @Test
  void summaryIsPrintedAsJson() throws IOException {
    fer("sample-data", "--out", csv, "--per-class", 8);

    JsonNode json =
        new ObjectMapper().readTree(fer("data", "summary", "--data", csv, "--json").out());

    assertThat(json.at("/rows").asInt()).isEqualTo(70);
    assertThat(json.at("/sha256").asText()).hasSize(64);
    assertThat(json.at("/splits/Training/labels/disgust").asInt()).isEqualTo(8);
    assertThat(json.at("/splits/Training/emotions/Happy").asInt()).isEqualTo(8);
    assertThat(json.at("/splits/Training/states/NOT Okay").asInt()).isEqualTo(16);
    assertThat(json.at("/splits/PublicTest/dropped").asInt()).isEqualTo(2);
    assertThat(json.at("/skipped/count").asInt()).isZero();

    JsonNode seven =
        new ObjectMapper()
            .readTree(fer("data", "summary", "--data", csv, "--json", "--classes", "seven").out());
    assertThat(seven.at("/classes").asText()).isEqualTo("seven");
    assertThat(seven.at("/splits/Training/emotions/Disgust").asInt()).isEqualTo(8);
    assertThat(seven.at("/splits/PublicTest/dropped").asInt()).isZero();
    assertThat(fer("data", "summary", "--data", csv, "--classes", "six").err())
        .contains("'six' is not five, seven or eight");
  }

  @Test
  void badRowIsOneLineAndExitCode2() throws IOException {
    Files.writeString(csv, "emotion,pixels,Usage\n3,1 2 3,Training\n");

    CommandRun run = fer("data", "summary", "--data", csv);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "fer: "
                + csv
                + ", row 1 (line 2): expected 2304 pixels, found 3 pixels."
                + " Fix the row, or skip bad rows with --strict=false.");
  }

  @Test
  void badRowsAreSkippedCountedAndListedOnRequest() throws IOException {
    fer("sample-data", "--out", csv, "--per-class", 1);
    String good = Files.readString(csv);
    Files.writeString(csv, good + "7,1,Training\n".repeat(12));

    CommandRun run = fer("data", "summary", "--data", csv, "--strict=false");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .hasSize(11)
        .startsWith(
            "fer: skipped 12 bad rows; the first 10:",
            "  row 22 (line 23): expected an emotion code from 0 to 6, found '7'");
    assertThat(run.out()).contains("Bad rows skipped: 12.");
  }

  @Test
  void trainingOnABadRowIsRefusedBeforeAFolderIsMade() throws IOException {
    Files.writeString(csv, "emotion,pixels,Usage\n3,1 2 3,Training\n");
    Path out = folder.resolve("run");

    CommandRun run = fer("train", "--data", csv, "--out", out);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("row 1 (line 2)").hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void absentFileIsNamed() {
    CommandRun run = fer("data", "summary", "--data", csv);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualToIgnoringNewLines("fer: " + csv + ": no such file or folder");
  }

  @Test
  void sampleDataIsTheSameForTheSameSeed() throws IOException {
    Path again = folder.resolve("again.csv");
    Path other = folder.resolve("other.csv");
    fer("sample-data", "--out", csv, "--per-class", 2, "--seed", 9);
    fer("sample-data", "--out", again, "--per-class", 2, "--seed", 9);
    fer("sample-data", "--out", other, "--per-class", 2, "--seed", 10);

    assertThat(Files.mismatch(csv, again)).isEqualTo(-1);
    assertThat(Files.mismatch(csv, other)).isNotEqualTo(-1);
  }

  @Test
  void sampleDataReplacesAFileOnlyWithForce() throws IOException {
    Files.writeString(csv, "precious");

    CommandRun refused = fer("sample-data", "--out", csv, "--per-class", 1);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(csv.toString(), "--overwrite").hasLineCount(1);
    assertThat(csv).hasContent("precious");
    assertThat(fer("sample-data", "--out", csv, "--per-class", 1, "--force").exitCode()).isZero();
    assertThat(fer("data", "summary", "--data", csv).exitCode()).isZero();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(csv);
    }
  }

  @Test
  void wrongUseIsNamedWithExitCode2() {
    for (CommandRun run :
        List.of(
            fer("sample-data", "--out", folder.resolve("faces.txt")),
            fer("sample-data", "--out", csv, "--per-class", 0),
            fer("sample-data", "--out", csv, "--per-class", "many"),
            fer("sample-data"),
            fer("data"),
            fer("bench", "load", "--data", csv, "--repeat", 0),
            fer("bench", "augment", "--images", 0),
            fer("data", "summary", "--data", csv, "--strict=perhaps"))) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith("fer: ").doesNotContain("Exception", "\tat ");
    }
  }
}
