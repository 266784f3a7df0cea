package io.github.fer4j.cli.predict;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where files made from pictures go: into one folder, below it as the pictures lie below theirs.
 */
final class OutputFiles {
  private final Path folder;
  private final Map<Path, Path> names;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param folder made when the first file is asked for
   * @param names of each picture its path relative to the folder
   * @throws FileAlreadyExistsException if a file stands where the folder should
   */
  OutputFiles(Path folder, Map<Path, Path> names) throws FileAlreadyExistsException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(
          folder.toString(), null, "expected a folder to write into, found a file");
    }
    this.folder = folder;
    this.names = names;
  }

  /**
   * The file for a picture, in a folder that exists. Two pictures never get the same: a second one
   * of the same name gets a number.
   *
   * @param ending with its dot, in place of the picture's own
   */
  Path of(Path picture, String ending) throws IOException {
    Path plain = folder.resolve(names.get(picture).toString());
    String name = plain.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Path file = plain.resolveSibling(stem + ending);
    for (int number = 2; !taken.add(key(file)); number++) {
      file = plain.resolveSibling(stem + "-" + number + ending);
    }
    Files.createDirectories(file.getParent());
    return file;
  }

  // Some file systems do not tell capitals from small letters.
  private static String key(Path file) {
    return file.normalize().toString().toLowerCase(Locale.ROOT);
  }
}
