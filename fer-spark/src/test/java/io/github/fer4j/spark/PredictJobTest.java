package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictJobTest {
  @TempDir static Path temporary;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = TestSessions.local();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "json", "csv"})
  void resumedJobHasEveryPictureOnce(String format) throws IOException {
    Path pictures = Files.createDirectories(temporary.resolve("in-" + format));
    TestPictures.write(pictures, 0, 5);
    Files.writeString(pictures.resolve("broken.jpg"), "no picture");
    Path out = temporary.resolve("out-" + format);
    assertThat(run(pictures, out, "--format", format, "--round", "2")).isZero();
    TestPictures.write(pictures, 5, 8);
    assertThat(run(pictures, out, "--format", format)).isEqualTo(2);
    assertThat(run(pictures, out, "--format", format, "--round", "2", "--resume")).isZero();
    Dataset<Row> direct =
        new EmotionTransformer()
            .setInputCol("path")
            .setDetector("haar")
            .transform(FerSpark.pictures(spark, pictures.toString()).select("path"));
    OutputFormat kind = OutputFormat.valueOf(format.toUpperCase(Locale.ROOT));
    Dataset<Row> rows = new FileOutput(spark, kind, out.toString(), direct.schema(), "any").rows();
    assertThat(rows.count()).isEqualTo(9);
    assertThat(rows.select("path").distinct().count()).isEqualTo(9);
    assertThat(rows.where("error is not null").count()).isEqualTo(1);
    assertThat(TestSessions.digest(rows.select("path", "faces")))
        .isEqualTo(TestSessions.digest(direct.select("path", "faces")));
  }

  private Path twoPictures(String name) throws IOException {
    Path pictures = Files.createDirectories(temporary.resolve(name));
    TestPictures.write(pictures, 2);
    return pictures;
  }

  @Test
  void jobIsNotResumedWithAnotherDetector() throws IOException {
    Path pictures = twoPictures("in-other");
    Path out = temporary.resolve("out-other");
    assertThat(run(pictures, out)).isZero();
    assertThat(run(pictures, out, "--resume", "--tta")).isEqualTo(2);
    assertThat(run(pictures, out, "--resume")).isZero();
  }

  @Test
  void jobThatWasKilledAsItWroteItsSettingsIsResumed() throws IOException {
    Path pictures = twoPictures("in-killed");
    Path out = temporary.resolve("out-killed");
    assertThat(run(pictures, out)).isZero();
    Files.delete(out.resolve("._fer4j.crc"));
    Files.writeString(out.resolve("_fer4j"), "");
    TestPictures.write(pictures, 2, 3);
    assertThat(run(pictures, out, "--resume")).isZero();
    assertThat(out.resolve("_fer4j")).content().contains("detector haar");
    assertThat(run(pictures, out, "--resume", "--tta")).isEqualTo(2);
  }

  @Test
  void settingsAreWrittenOnceByAllRounds() throws IOException {
    Path pictures = twoPictures("in-once");
    Path out = temporary.resolve("out-once");
    assertThat(run(pictures, out)).isZero();
    FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(out.resolve("_fer4j"), longAgo);
    TestPictures.write(pictures, 2, 5);
    assertThat(run(pictures, out, "--resume", "--round", "2")).isZero();
    assertThat(Files.getLastModifiedTime(out.resolve("_fer4j"))).isEqualTo(longAgo);
  }

  @Test
  void wrongUseIsToldByTheExitCode() throws IOException {
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    assertThat(run(empty, temporary.resolve("nothing"))).isEqualTo(2);
    assertThat(temporary.resolve("nothing")).doesNotExist();
    assertThat(PredictJob.run("--in", empty.toString())).isEqualTo(2);
    assertThat(run(empty, temporary.resolve("nothing"), "--round", "0")).isEqualTo(2);
  }

  @Test
  void absentFolderIsAFailure() {
    assertThat(run(temporary.resolve("absent"), temporary.resolve("out"))).isEqualTo(1);
  }

  private static int run(Path in, Path out, String... more) {
    String[] arguments = new String[6 + more.length];
    System.arraycopy(
        new String[] {"--in", in.toString(), "--out", out.toString(), "--detector", "haar"},
        0,
        arguments,
        0,
        6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return PredictJob.run(arguments);
  }
}
