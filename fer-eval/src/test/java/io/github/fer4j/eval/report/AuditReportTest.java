package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.audit.DatasetAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditReportTest {
  private static final int HAPPY = 3;
  private static final int SAD = 4;

  @TempDir Path temporary;
  private Path folder;

  /** A picture in Training twice with two labels, and in PublicTest once. */
  @BeforeEach
  void writeAudit() throws IOException {
    String pixels =
        IntStream.range(0, FaceImage.PIXELS)
            .mapToObj(i -> Integer.toString(i * 7 % 256))
            .collect(Collectors.joining(" "));
    Path csv = temporary.resolve("faces.csv");
    Files.writeString(
        csv,
        "emotion,pixels,Usage\n"
            + row(HAPPY, pixels, Split.TRAINING)
            + row(SAD, pixels, Split.TRAINING)
            + row(HAPPY, pixels, Split.PUBLIC_TEST));
    folder = temporary.resolve("audit");
    AuditReport.of(DatasetAudit.of(FerDataset.load(csv))).write(folder);
  }

  private static String row(int code, String pixels, Split split) {
    return code + "," + pixels + "," + split.usage() + "\n";
  }

  @Test
  void jsonNamesEveryGroupAndItsRows() throws IOException {
    JsonNode json = new ObjectMapper().readTree(folder.resolve("audit.json").toFile());
    assertThat(json.at("/identical/groups").asInt()).isEqualTo(1);
    assertThat(json.at("/identical/surplus").asInt()).isEqualTo(2);
    assertThat(json.at("/identical/conflicting").asInt()).isEqualTo(1);
    assertThat(json.at("/identical/members/0/rows").toString()).isEqualTo("[1,2,3]");
    assertThat(json.at("/identical/members/0/labels/1").asText()).isEqualTo("sad");
    assertThat(json.at("/leakage/0/share").asDouble()).isEqualTo(1);
  }

  @Test
  void jsonKeepsToItsSchemaWhichRefusesOthers() throws IOException {
    assertThat(folder.resolve(AuditReport.SCHEMA)).exists();
    JsonSchema schema = Schemas.named(AuditReport.SCHEMA);
    String json = Files.readString(folder.resolve("audit.json"));
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    for (String broken :
        List.of(
            json.replaceFirst("\"format_version\" : 1", "\"format_version\" : 2"),
            json.replaceFirst("\"happy\"", "\"glad\""),
            json.replaceFirst("\"mirrored\"", "\"flipped\""))) {
      assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void pageAndMarkdownShowTheFigures() throws IOException {
    assertThat(Files.readString(folder.resolve("audit.html")))
        .contains("<span class=\"big\" id=\"identical-groups\">1</span>")
        .contains("PublicTest, rows by label")
        .doesNotContain("NaN");
    assertThat(Files.readString(folder.resolve("audit.md")))
        .contains("| Byte-identical | 1 | 2 | 1 | 1 |")
        .contains("| Mirrored, copies included | 0 | 0 | 0 | 0 |")
        .contains("PublicTest: 1 of 1 images");
    assertThat(folder.resolve("plots/balance-training.svg")).exists();
  }
}
