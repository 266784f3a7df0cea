package io.github.fer4j.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How {@code fer} is started in a process of its own. */
public final class FerCommand {
  /** System property by which the launcher says where it is. */
  private static final String LAUNCHER = "fer.launcher";

  private FerCommand() {}

  /** The whole command: as the user started this one; without the launcher, as this JVM was. */
  public static List<String> of(List<String> arguments) {
    List<String> command = new ArrayList<>();
    String script = System.getProperty(LAUNCHER);
    if (script != null) {
      command.add(script);
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("io.github.fer4j.cli.Main");
    }
    command.addAll(arguments);
    return command;
  }
}
