package io.github.fer4j.bench;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir Path folder;

  @Test
  void benchmarksPrintJson() throws IOException {
    Path csv = folder.resolve("faces.csv");
    fer("sample-data", "--out", csv, "--per-class", 8);
    ObjectMapper json = new ObjectMapper();

    JsonNode load =
        json.readTree(fer("bench", "load", "--data", csv, "--repeat", 1, "--json").out());
    JsonNode augment = json.readTree(fer("bench", "augment", "--images", 50, "--json").out());

    assertThat(load.at("/rows").asInt()).isEqualTo(70);
    assertThat(load.at("/best_rows_per_second").asDouble()).isPositive();
    assertThat(load.at("/peak_heap_mb").asDouble()).isPositive();
    assertThat(augment).hasSize(9);
    assertThat(augment.at("/8/preset").asText()).isEqualTo("slim");
    assertThat(augment.at("/8/side").asInt()).isEqualTo(48);
    assertThat(augment.at("/8/images_per_second").asDouble()).isPositive();
  }

  @Test
  void aModelThatWasTrainedOnPublicTestIsNotComparedThere() throws IOException {
    Path model = folder.resolve("final");
    ModelBundle.shipped().writeTo(model);
    Path card = model.resolve(ModelBundle.CARD_FILE);
    Files.writeString(
        card,
        Files.readString(card)
            .replace("\"trainedOn\" : [ ", "\"trainedOn\" : [ \"PUBLIC_TEST\", ")
            .replace("\"chosenOn\" : \"PUBLIC_TEST\"", "\"chosenOn\" : null"));
    CommandRun refused = fer("bench", "faces", "--data", "no.csv", "--framings", "--model", model);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("was trained on PublicTest too");
  }
}
