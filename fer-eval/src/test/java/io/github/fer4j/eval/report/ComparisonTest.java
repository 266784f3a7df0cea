package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.eval.SyntheticScores;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final ReportFolder GOOD = SyntheticReports.bare(SyntheticScores.of(400, 1.5, 1));
  private static final ReportFolder BETTER = SyntheticReports.bare(SyntheticScores.of(400, 2.5, 1));

  @TempDir Path temporary;

  @Test
  void aBetterModelIsSaidToBeBetter() {
    Comparison comparison = Comparison.of(GOOD, BETTER, SyntheticReports.BOOTSTRAP);
    assertThat(comparison.emotions().difference().get("accuracy").low().orElseThrow()).isPositive();
    assertThat(comparison.emotions().difference().get("log_loss").high().orElseThrow())
        .isNegative();
    assertThat(comparison.emotions().mcNemar().pValue()).isLessThan(0.001);
    assertThat(ComparisonText.of(comparison)).contains("p < 0.0001");
  }

  @Test
  void aModelIsAsGoodAsItself() {
    Comparison comparison = Comparison.of(GOOD, GOOD, SyntheticReports.BOOTSTRAP);
    assertThat(comparison.states().mcNemar().pValue()).isEqualTo(1);
    assertThat(comparison.states().difference().get("accuracy").value()).hasValue(0);
  }

  @Test
  void textFitsATerminal() {
    String text = ComparisonText.of(Comparison.of(GOOD, BETTER, SyntheticReports.BOOTSTRAP));
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text).contains("Five classes").contains("Two states").doesNotContain("NaN");
  }

  @Test
  void pageAndJsonAreWrittenIntoANewFolder() throws IOException {
    Comparison comparison = Comparison.of(GOOD, BETTER, SyntheticReports.BOOTSTRAP);
    Path folder = temporary.resolve("comparison");
    ComparisonText.write(comparison, folder);
    assertThat(Files.readString(folder.resolve("comparison.html")))
        .contains("data-metric=\"macro_f1\"")
        .contains("id=\"plot-difference-states\"")
        .doesNotContain("NaN");
    assertThat(folder.resolve("comparison.json")).exists();
    assertThat(folder.resolve(Comparison.SCHEMA)).exists();
    assertThatThrownBy(() -> ComparisonText.write(comparison, folder))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void jsonKeepsToItsSchemaWhichRefusesOthers() throws IOException {
    JsonSchema schema = Schemas.named(Comparison.SCHEMA);
    ReportFolder few = SyntheticReports.bare(SyntheticScores.of(1, 1, 1));
    for (ReportFolder second : List.of(BETTER, few)) {
      ReportFolder first = second == few ? few : GOOD;
      String json = ReportJson.text(Comparison.of(first, second, SyntheticReports.BOOTSTRAP));
      assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
      assertThat(schema.validate(json.replace("p_value", "p"), InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void reportsOnOtherFacesAreRefused() {
    ReportFolder other = SyntheticReports.bare(SyntheticScores.of(400, 1.5, 2));
    assertThatThrownBy(() -> Comparison.of(GOOD, other, SyntheticReports.BOOTSTRAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same examples");
  }

  @Test
  void reportsOverOtherClassesAreRefusedWithTheWayToCompareThem() {
    ReportFolder seven = SyntheticReports.bare(SyntheticScores.of(ClassSet.SEVEN, 400, 1.5, 1));
    assertThatThrownBy(() -> Comparison.of(GOOD, seven, SyntheticReports.BOOTSTRAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one over five and one over seven")
        .hasMessageContaining("--classes five");
  }

  @Test
  void reportsOverSevenClassesAreCompared() throws IOException {
    ReportFolder seven = SyntheticReports.bare(SyntheticScores.of(ClassSet.SEVEN, 400, 1.5, 1));
    ReportFolder better = SyntheticReports.bare(SyntheticScores.of(ClassSet.SEVEN, 400, 2.5, 1));
    Comparison comparison = Comparison.of(seven, better, SyntheticReports.BOOTSTRAP);
    assertThat(comparison.classes()).hasSize(7);
    assertThat(ComparisonText.of(comparison)).contains("Seven classes");
    String json = ReportJson.text(comparison);
    assertThat(Schemas.named(Comparison.SCHEMA).validate(json, InputFormat.JSON)).isEmpty();
    ComparisonText.write(comparison, temporary.resolve("seven"));
    assertThat(Files.readString(temporary.resolve("seven").resolve("comparison.html")))
        .contains("Seven classes")
        .contains("Surprise")
        .doesNotContain("Five classes");
  }

  @Test
  void readingsOfBothAreLaidSideBySide() throws IOException {
    ReportFolder full = SyntheticReports.whole(200);
    Comparison comparison = Comparison.of(full, full, SyntheticReports.BOOTSTRAP);
    assertThat(comparison.readings()).hasSize(12);
    assertThat(comparison.readings().get(0).first())
        .isEqualTo(comparison.readings().get(0).second());
    String text = ComparisonText.of(comparison);
    assertThat(text).contains("8 or more of 10 agree");
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    String json = ReportJson.text(comparison);
    assertThat(Schemas.named(Comparison.SCHEMA).validate(json, InputFormat.JSON)).isEmpty();
    ComparisonText.write(comparison, temporary.resolve("readings"));
    assertThat(Files.readString(temporary.resolve("readings").resolve("comparison.html")))
        .contains("id=\"reading-table\"");
    assertThat(Comparison.of(GOOD, BETTER, SyntheticReports.BOOTSTRAP).readings()).isEmpty();
  }
}
