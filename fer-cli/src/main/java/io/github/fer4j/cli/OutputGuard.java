package io.github.fer4j.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Refuses outputs that would destroy something, before anything is written: a file that the command
 * reads, another output of the same run, and, unless it may be overwritten, a file that fer did not
 * write. Files are compared as files, so links of either kind and names in another case are seen
 * through.
 */
public final class OutputGuard {
  private final Map<Object, Path> inputs = new HashMap<>();
  private final Set<Path> folders = new HashSet<>();
  private final Set<String> outputs = new HashSet<>();
  private final boolean overwrite;

  /**
   * @param inputs files, and folders of which everything counts that fer did not write; those that
   *     do not exist cannot be destroyed and are left out
   * @param overwrite whether files that fer did not write may be replaced
   */
  public OutputGuard(Collection<Path> inputs, boolean overwrite) throws IOException {
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        folders.add(input.toRealPath());
      } else if (Files.exists(input)) {
        this.inputs.put(identity(input), input);
      }
    }
    this.overwrite = overwrite;
  }

  /**
   * Claims a name for an output.
   *
   * @throws IllegalArgumentException if the output is one of the inputs, or another output
   * @throws FileAlreadyExistsException if another program's file has this name
   */
  public void check(Path output, OutputKind kind) throws IOException {
    refuseInput(output);
    boolean exists = Files.exists(output);
    if (exists && !Files.isRegularFile(output)) {
      return; // a folder is refused by whoever writes; a device or pipe takes what it is given
    }
    // Some file systems do not tell capitals from small letters.
    if (!outputs.add(output.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          output + ": two outputs of this run have this name. Name another place for one of them.");
    }
    if (exists && !kind.wrote(output)) {
      refuseForeign(output);
    }
  }

  /**
   * @throws IllegalArgumentException if the output is a file that is read
   */
  public void refuseInput(Path output) throws IOException {
    Path input = Files.exists(output) ? inputs.get(identity(output)) : null;
    if (input != null) {
      throw wouldReplace(output, input);
    }
  }

  private void refuseForeign(Path output) throws IOException {
    Path real = output.toRealPath();
    for (Path folder : folders) {
      if (real.startsWith(folder)) {
        throw wouldReplace(output, real);
      }
    }
    if (!overwrite) {
      throw new FileAlreadyExistsException(
          output.toString(),
          null,
          "this file is there already, and is not from fer; name another, or replace it"
              + " (--overwrite)");
    }
  }

  private static IllegalArgumentException wouldReplace(Path output, Path input) {
    return new IllegalArgumentException(
        output + ": would replace " + input + ", which is read. Name another place for output.");
  }

  // The key is absent on Windows, where the real path has the name's true case.
  private static Object identity(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return Objects.requireNonNullElse(key, file.toRealPath());
  }
}
