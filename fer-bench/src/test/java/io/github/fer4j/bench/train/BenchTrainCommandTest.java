package io.github.fer4j.bench.train;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.CommandRun;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchTrainCommandTest {
  private static CommandRun bench(String... more) {
    Object[] words = new Object[8 + more.length];
    System.arraycopy(
        new Object[] {"bench", "train", "--preset", "quick", "--batch-size", "4", "--steps", "2"},
        0,
        words,
        0,
        8);
    System.arraycopy(more, 0, words, 8, more.length);
    return fer(words);
  }

  @Test
  void measuresTwoEnginesInTurnsAndTheirRatio() throws IOException {
    CommandRun run = bench("--engine", "pytorch", "--against", "engine=deeplearning4j", "--json");

    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("candidates")).hasSize(2);
    assertThat(json.at("/candidates/0/engine").asText()).isEqualTo("pytorch");
    assertThat(json.at("/candidates/1/engine").asText()).isEqualTo("deeplearning4j");
    assertThat(json.path("times_the_rate").asDouble()).isPositive().isFinite();
  }

  @Test
  void saysWhatEachCandidateComputedIn() {
    CommandRun run = bench("--engine", "pytorch", "--against", "precision=bfloat16");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsSubsequence("float32", "bfloat16", "times the images/s");
  }

  @Test
  void refusesAnUnknownSettingOfTheOtherCandidateByName() {
    CommandRun run = bench("--against", "engin=pytorch");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'engin'").contains("did you mean engine");
  }

  @Test
  void refusesCandidatesOfUnlikeBatches() {
    CommandRun run = bench("--against", "batch-size=8");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("same batch-size");
  }
}
