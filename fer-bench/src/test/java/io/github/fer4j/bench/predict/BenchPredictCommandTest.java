package io.github.fer4j.bench.predict;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.infer.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchPredictCommandTest {
  private static final String SHORTLY = "0.05";

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void writeAModel() throws IOException {
    model = TinyModel.writeTo(folder.resolve("model"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void measuresInsideAndInProcessesOfItsOwn() throws IOException {
    CommandRun run =
        fer(
            "bench",
            "predict",
            "--model",
            model,
            "--seconds",
            SHORTLY,
            "--starts",
            "1",
            "--folder",
            "2",
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(run.out());
    assertThat(figures.properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "one_face_1_thread_median_ms",
            "one_face_2_threads_p95_ms",
            "batch_faces_per_second",
            "detect_haar_pictures_median_ms",
            "detect_lbp_video_median_ms",
            "pictures_per_second",
            "pictures_per_second_1_worker",
            "picture_processor_ms_1_worker",
            "pictures_per_second_4_workers",
            "video_frames_per_second",
            "start_to_first_prediction_seconds",
            "predict_peak_resident_mb");
    assertThat(figures.properties())
        .allSatisfy(each -> assertThat(each.getValue().asDouble()).isPositive());
  }

  @Test
  void printsALineAFigureAndLeavesOutWhatIsNotAskedFor() {
    CommandRun run =
        fer(
            "bench",
            "predict",
            "--model",
            model,
            "--seconds",
            SHORTLY,
            "--starts",
            "0",
            "--folder",
            "0",
            "--detector",
            "lbp");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("one face, 1 thread, median +[\\d.]+ ms")
        .doesNotContain("start of fer predict", "resident memory");
  }

  @ParameterizedTest
  @CsvSource({"--seconds,0", "--seconds,NaN", "--starts,-1", "--folder,-1"})
  void whatCannotBeMeasuredIsWrongUse(String option, String value) {
    CommandRun run = fer("bench", "predict", "--model", model, option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option + " is ", "expected");
  }
}
