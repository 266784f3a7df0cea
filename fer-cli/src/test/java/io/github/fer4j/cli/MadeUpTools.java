package io.github.fer4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that is all of a script's PATH: some of this machine's tools, and stubs of others.
 *
 * @param folder holds the tools
 */
record MadeUpTools(Path folder) {

  /** What a script did. */
  record Outcome(int status, String out, String err) {}

  /** Lets these tools of this machine be found. */
  void add(List<String> real) throws IOException {
    for (String tool : real) {
      stub(tool, "exec " + find(tool) + " \"$@\"");
    }
  }

  /** Makes or replaces a tool by these commands of the shell. */
  void stub(String tool, String commands) throws IOException {
    script(folder.resolve(tool), commands);
  }

  void remove(String tool) throws IOException {
    Files.delete(folder.resolve(tool));
  }

  /** Runs a command that finds no other tools, and no variables but its home. */
  Outcome run(Path home, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder.getParent(), "out", "");
    Path err = Files.createTempFile(folder.getParent(), "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.toString());
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  static void script(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path find(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
