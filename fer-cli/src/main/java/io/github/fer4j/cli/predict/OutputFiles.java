package io.github.fer4j.cli.predict;

import io.github.fer4j.cli.OutputGuard;
import io.github.fer4j.cli.OutputKind;
import io.github.fer4j.core.TemporaryFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where files made from pictures go: into one folder, below it as the pictures lie below theirs.
 */
final class OutputFiles {
  private final Path folder;
  private final Map<Path, Path> files = new HashMap<>();

  /**
   * Two pictures never get the same file: a second one of the same name gets a number.
   *
   * @param folder made when the first file is asked for
   * @param names of each picture its path relative to the folder
   * @param ending of a picture's file, with its dot, in place of the picture's own
   * @throws FileAlreadyExistsException if a file stands where the folder should
   */
  OutputFiles(Path folder, Map<Path, Path> names, Function<Path, String> ending)
      throws FileAlreadyExistsException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(
          folder.toString(), null, "expected a folder to write into, found a file");
    }
    this.folder = folder;
    Set<String> taken = new HashSet<>();
    names.forEach(
        (picture, name) ->
            files.put(
                picture, free(folder.resolve(name.toString()), ending.apply(picture), taken)));
  }

  private static Path free(Path plain, String ending, Set<String> taken) {
    String name = plain.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path file = plain.resolveSibling(stem + ending);
    for (int number = 2; !taken.add(key(file)); number++) {
      file = plain.resolveSibling(stem + "-" + number + ending);
    }
    return file;
  }

  /**
   * Claims all the files, and clears their folder of what runs left that were killed.
   *
   * @throws IllegalArgumentException as {@link OutputGuard#check}
   */
  void check(OutputGuard guard, OutputKind kind) throws IOException {
    for (Path file : files.values()) {
      guard.check(file, kind);
    }
    TemporaryFiles.removeOld(folder);
  }

  /** The file for a picture, in a folder that exists. */
  Path of(Path picture) throws IOException {
    Path file = files.get(picture);
    Files.createDirectories(file.getParent());
    return file;
  }

  // Some file systems do not tell capitals from small letters.
  private static String key(Path file) {
    return file.normalize().toString().toLowerCase(Locale.ROOT);
  }
}
