package io.github.fer4j.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.cli.Main;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings in processes of their own, which are ended from outside. */
class TrainingProcessTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir static Path folder;
  private static Path csv;
  private static Path whole;

  @BeforeAll
  static void trainOnceWithoutAnyInterruption() throws Exception {
    csv = folder.resolve("faces.csv");
    assertThat(run("sample-data", "--out", csv.toString(), "--per-class", "8")).isZero();
    whole = folder.resolve("whole");
    assertThat(train(whole).waitFor()).isZero();
  }

  private static Process start(List<String> arguments, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static int run(String... arguments) throws IOException, InterruptedException {
    return start(List.of(arguments), folder.resolve("log")).waitFor();
  }

  private static Process train(Path out, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--data", csv.toString(), "--out", out.toString()));
    if (!Arrays.asList(more).contains("--resume")) {
      arguments.addAll(
          List.of(
              "--preset", "quick", "--epochs", "4", "--batch-size", "8", "--image-sizes", "48"));
    }
    arguments.addAll(Arrays.asList(more));
    return start(arguments, out.resolveSibling(out.getFileName() + ".log"));
  }

  private static int epochsOf(Path run) throws IOException {
    Path history = run.resolve("history.csv");
    return Files.exists(history) ? Files.readAllLines(history).size() - 1 : -1;
  }

  private static void waitForEpochs(Process training, Path run, int epochs) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (epochsOf(run) < epochs) {
      assertThat(training.isAlive()).as("the training still runs").isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private static void assertEndsAsTheWholeRun(Path run) throws IOException {
    Map<String, float[]> expected = Checkpoint.read(whole.resolve("last.safetensors")).weights();
    Map<String, float[]> found = Checkpoint.read(run.resolve("last.safetensors")).weights();
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) -> assertThat(Arrays.equals(found.get(name), values)).as(name).isTrue());
  }

  @Test
  void killedWithoutWarningItResumesAndEndsWithTheSameWeightsBitForBit() throws Exception {
    Path run = folder.resolve("killed");
    for (int epoch = 1; epoch <= 2; epoch++) {
      Process training = epoch == 1 ? train(run) : train(run, "--resume");
      waitForEpochs(training, run, epoch);
      Thread.sleep(40);
      training.destroyForcibly().waitFor();
    }
    assertThat(train(run, "--resume").waitFor()).isZero();
    assertEndsAsTheWholeRun(run);
    assertThat(epochsOf(run)).isEqualTo(4);
  }

  @Test
  void askedToEndItSavesExitsWith130AndNamesTheCommandThatResumes() throws Exception {
    Path run = folder.resolve("asked");
    Process training = train(run);
    waitForEpochs(training, run, 1);
    training.destroy();
    assertThat(training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(training.exitValue()).isEqualTo(130);
    assertThat(Files.readString(folder.resolve("asked.log"))).contains("--resume");
    assertThat(train(run, "--resume").waitFor()).isZero();
    assertEndsAsTheWholeRun(run);
  }

  /** The moments are spread over the start, from the JVM's own to the first steps. */
  @ParameterizedTest
  @ValueSource(ints = {300, 600, 900, 1200, 1600, 2200})
  void toldToEndWhileItStartsItEndsWithoutAStackTrace(int millis) throws Exception {
    Path run = folder.resolve("told after " + millis);
    Process training = train(run);
    Thread.sleep(millis);
    training.destroy();
    assertThat(training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    // 143 where nothing had begun that could be saved.
    assertThat(training.exitValue()).isIn(0, 130, 143);
    assertThat(Files.readString(folder.resolve(run.getFileName() + ".log")))
        .doesNotContain("\tat ", "Exception", "Shutdown in progress");
  }

  @Test
  void theModelInTheFolderGivesTheAccuracyThatItsBestEpochHad() throws Exception {
    Path json = folder.resolve("evaluation.json");
    assertThat(
            run(
                "evaluate",
                "--data",
                csv.toString(),
                "--split",
                "public_test",
                "--model",
                whole.toString(),
                "--json",
                json.toString()))
        .isZero();
    double expected =
        Checkpoint.read(whole.resolve("best.safetensors"))
            .progress()
            .best(Monitor.ACCURACY)
            .orElseThrow()
            .validationAccuracy();
    assertThat(
            new ObjectMapper()
                .readTree(json.toFile())
                .path("emotions")
                .path("metrics")
                .path("accuracy")
                .asDouble())
        .isEqualTo(expected);
  }
}
