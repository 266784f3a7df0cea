package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of the training is true of the file at hand, and what it shows is text. */
class ReportTruthTest {
  private static final String LEFT_OUT = "This training left their copies out (drop-leaked).";
  private static final String USED = "This training used their copies too.";
  private static final String UNKNOWN = "whether it met their copies there is not known";

  @TempDir Path temporary;

  @Test
  void trainingWithDropLeakedOnThisFileLeftTheCopiesOut() throws IOException {
    assertThat(texts(true, "true"))
        .allSatisfy(text -> assertThat(text).contains(LEFT_OUT).doesNotContain(USED, UNKNOWN));
  }

  @Test
  void trainingWithoutDropLeakedOnThisFileUsedTheCopies() throws IOException {
    assertThat(texts(true, "false"))
        .allSatisfy(text -> assertThat(text).contains(USED).doesNotContain(LEFT_OUT, UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void nothingIsClaimedOfCopiesInAnotherFile(String dropLeaked) throws IOException {
    assertThat(texts(false, dropLeaked))
        .allSatisfy(text -> assertThat(text).contains(UNKNOWN).doesNotContain(LEFT_OUT, USED));
  }

  @Test
  void markdownLetsNoHtmlOfACardThrough() throws IOException {
    String attack = "<img src=x onerror=alert(1)> | `code` ![p](http://x)\n# heading";
    ReportFolder report = with(true, "true", attack);
    String markdown = new ReportText(report.report(), Map.of(), Map.of()).markdown("svg");
    String card = ModelCardDocument.of(report.report()).markdown();
    assertThat(List.of(markdown, card))
        .allSatisfy(
            text -> assertThat(text).doesNotContain("<img", "![p](").doesNotContain("\n# heading"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject", "figures", "bootstrap", "cautions"})
  void absentPartIsNamed(String part) throws IOException {
    ObjectNode tree = tree();
    tree.remove(part);
    assertThatThrownBy(() -> ReportJson.read(tree.toString(), "r/report.json"))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("r/report.json")
        .hasMessageContaining("field " + part)
        .hasMessageNotContaining("java");
  }

  @Test
  void absentModelOfTheSubjectIsNamed() throws IOException {
    ObjectNode tree = tree();
    ((ObjectNode) tree.get("subject")).remove("model");
    assertThatThrownBy(() -> ReportJson.read(tree.toString(), "report.json"))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("field subject.model");
  }

  @Test
  void valueOfAnotherKindNamesItsLineAndNoClass() throws IOException {
    ObjectNode tree = tree();
    tree.put("figures", "many");
    assertThatThrownBy(() -> ReportJson.read(tree.toString(), "report.json"))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("io.github")
        .hasMessageNotContaining("java.");
  }

  @Test
  void filesThatAreNoTextAreNamed() throws IOException {
    byte[] binary = {(byte) 0xff, (byte) 0xfe, 0, (byte) 0x80};
    Files.write(temporary.resolve("report.json"), binary);
    assertThatThrownBy(() -> ReportFolder.read(temporary))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("report.json");
    Files.write(temporary.resolve(HistoryCsv.FILE), binary);
    assertThatThrownBy(() -> HistoryCsv.curves(temporary, null))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining(HistoryCsv.FILE);
  }

  private static ObjectNode tree() throws IOException {
    String json = ReportJson.write(SyntheticReports.whole(60).report());
    return (ObjectNode) new ObjectMapper().readTree(json);
  }

  private static List<String> texts(boolean sameFile, String dropLeaked) throws IOException {
    Report report = with(sameFile, dropLeaked, "17 |").report();
    ReportText text = new ReportText(report, Map.of(), Map.of());
    return List.of(text.html(), text.markdown("svg"));
  }

  private static ReportFolder with(boolean sameFile, String dropLeaked, String engine)
      throws IOException {
    ReportFolder whole = SyntheticReports.whole(60);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode tree = (ObjectNode) mapper.readTree(ReportJson.write(whole.report()));
    ObjectNode subject = (ObjectNode) tree.get("subject");
    ((ObjectNode) subject.get("data")).put("trained_on_this_file", sameFile);
    ObjectNode model = (ObjectNode) subject.get("model");
    model.put("engine", engine);
    model.set(
        "configuration", mapper.valueToTree(new TreeMap<>(Map.of("drop-leaked", dropLeaked))));
    return new ReportFolder(ReportJson.read(tree.toString(), "made up"), whole.scores());
  }
}
