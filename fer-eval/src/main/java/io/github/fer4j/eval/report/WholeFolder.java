package io.github.fer4j.eval.report;

import io.github.fer4j.core.TemporaryFiles;
import io.github.fer4j.core.internal.WriteFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    TemporaryFiles.removeOld(target.getParent());
    Path temporary = TemporaryFiles.beside(target);
    try {
      Files.createDirectory(temporary);
      content.writeInto(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw WriteFailure.of(folder, failure);
    } finally {
      TemporaryFiles.remove(temporary);
    }
  }
}
