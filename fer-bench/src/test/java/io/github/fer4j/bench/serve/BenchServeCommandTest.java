package io.github.fer4j.bench.serve;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.infer.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchServeCommandTest {
  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void measuresRequestsClientsAStreamAndMemory() throws IOException {
    Path model = TinyModel.writeTo(folder.resolve("model"));

    CommandRun run =
        fer(
            "bench",
            "serve",
            "--model",
            model,
            "--detector",
            "lbp",
            "--pairs",
            "4",
            "--warm-up",
            "5",
            "--clients",
            "2",
            "--seconds",
            "1",
            "--soak",
            "10",
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode figures = new ObjectMapper().readTree(run.out());
    assertThat(figures.properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "refused_median_ms",
            "library_median_ms",
            "request_more_median_ms",
            "clients_share",
            "predict_all_cpu_ms",
            "beside_stream_per_second",
            "request_server_cpu_ms",
            "request_client_cpu_ms",
            "soak_10_resident_mb",
            "soak_10_open_files");
    assertThat(figures.path("clients_share").asDouble()).isPositive();
    assertThat(figures.path("predict_all_cpu_ms").asDouble()).isPositive();
    assertThat(figures.path("soak_10_resident_mb").asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"--pairs,0", "--warm-up,-1", "--clients,0", "--seconds,0", "--soak,-1"})
  void whatCannotBeMeasuredIsWrongUse(String option, String value) {
    CommandRun run = fer("bench", "serve", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option + " is ", "expected");
  }
}
