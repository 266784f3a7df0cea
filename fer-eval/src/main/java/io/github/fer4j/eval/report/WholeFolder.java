package io.github.fer4j.eval.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders that are written whole or not at all: under another name beside it, then renamed. */
final class WholeFolder {
  private WholeFolder() {}

  /** Fills a folder. */
  @FunctionalInterface
  interface Content {
    void writeInto(Path folder) throws IOException;
  }

  static void write(Path folder, Content content) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(
          folder.toString(), null, "is there already; choose another folder, or remove this one");
    }
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectory(temporary);
      content.writeInto(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteIfExists(temporary);
    }
  }

  private static void deleteIfExists(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
