package io.github.fer4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.cli.MadeUpTools.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code notebooks/run} where it cannot run: on made-up machines, up to its first message. */
@EnabledOnOs(OS.LINUX)
class NotebooksRunTest {
  private static final String NOTEBOOK = "{\"cells\": [{\"outputs\": []}]}";

  @TempDir private Path machine;
  private Path notebooks;
  private MadeUpTools tools;

  @BeforeEach
  void makeAMachineWithoutJupyter() throws IOException {
    notebooks = Files.createDirectories(machine.resolve("a home/notebooks"));
    Files.copy(Path.of("..", "notebooks", "run"), notebooks.resolve("run"));
    Files.writeString(notebooks.resolve("1-data.ipynb"), NOTEBOOK);
    tools = new MadeUpTools(Files.createDirectories(machine.resolve("tools")));
    tools.add(List.of("bash", "dirname", "sed", "grep", "mkdir", "tail"));
    tools.stub("id", "echo 1000");
    tools.stub("apt-get", "echo \"$@\" >>'" + machine.resolve("apt.arguments") + "'");
  }

  private Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tools.folder().resolve("bash").toString()));
    command.add(notebooks.resolve("run").toString());
    command.addAll(List.of(arguments));
    return tools.run(machine, command);
  }

  private static void assertRefused(Outcome outcome, String... messages) {
    assertThat(outcome.status()).isEqualTo(ExitCodes.FAILURE);
    assertThat(outcome.out()).isEmpty();
    String last = outcome.err().lines().reduce("", (before, line) -> line);
    assertThat(last).startsWith("notebooks/run: ").contains(messages);
  }

  @Test
  void withoutRightsItSaysWhatToInstallAndInstallsNothing() throws Exception {
    assertRefused(run("1-data"), "needs rights", "sudo apt-get install jupyter-nbconvert");
    assertThat(machine.resolve("apt.arguments")).doesNotExist();
  }

  @Test
  void withoutAPackageManagerThatItKnowsItSaysWhatIsMissing() throws Exception {
    tools.remove("apt-get");
    assertRefused(run("1-data"), "Jupyter is not here", "nbconvert");
  }

  @Test
  void withRightsItInstallsJupyterAndSaysSoIfThatFails() throws Exception {
    tools.stub("id", "echo 0");
    tools.stub("apt-get", "echo 'E: no network' >&2; exit 100");
    Outcome outcome = run("1-data");
    assertRefused(outcome, "could not be installed", "apt.log");
    assertThat(outcome.err()).contains("E: no network");
  }

  @Test
  void aJupyterThatDoesNotStartCountsAsNone() throws Exception {
    tools.stub("jupyter-nbconvert", "exit 1");
    assertRefused(run("1-data"), "needs rights");
  }

  @Test
  void anUnknownNotebookIsNamed() throws Exception {
    assertRefused(run("9-nothing"), "there is no notebook 9-nothing.ipynb");
  }

  @Test
  void notebooksWithResultsAreRefused() throws Exception {
    Files.writeString(
        notebooks.resolve("1-data.ipynb"),
        "{\"cells\": [{\"outputs\": [{\"output_type\": \"stream\"}]}]}");
    assertRefused(run("1-data"), "1-data.ipynb holds results", "--strip");
  }

  @Test
  void anUnknownOptionShowsTheUsage() throws Exception {
    Outcome outcome = run("--pdf");
    assertThat(outcome.status()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(outcome.err()).contains("notebooks/run --html site");
  }
}
