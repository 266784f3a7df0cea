package io.github.fer4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses an output that is also an input, before it is destroyed: by the real path, so links and,
 * where the file system does not tell them apart, names in another case are seen through.
 */
public final class OutputGuard {
  private final Map<Path, Path> inputs = new HashMap<>();

  /** Inputs that do not exist cannot be destroyed and are left out. */
  public OutputGuard(Collection<Path> inputs) throws IOException {
    for (Path input : inputs) {
      if (Files.exists(input)) {
        this.inputs.put(input.toRealPath(), input);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if the output is one of the inputs
   */
  public void check(Path output) throws IOException {
    Path input = Files.exists(output) ? inputs.get(output.toRealPath()) : null;
    if (input != null) {
      throw new IllegalArgumentException(
          output + ": would replace " + input + ", which is read. Name another place for output.");
    }
  }
}
