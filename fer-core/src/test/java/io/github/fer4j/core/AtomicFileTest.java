package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void aFileIsWrittenAndReplaced() throws IOException {
    Path file = folder.resolve("a.txt");

    AtomicFile.write(file, "früher");
    AtomicFile.write(file, "später");

    assertThat(file).hasContent("später");
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void afterAFailureTheOldFileIsWholeAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(file).hasContent("old");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("nowhere");

    assertThatThrownBy(() -> AtomicFile.write(missing.resolve("a.txt"), "x"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void aFolderInThePlaceOfTheFileIsLeftAlone() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("a.txt").resolve("inner")).getParent();

    assertThatThrownBy(() -> AtomicFile.write(occupied, "x")).isInstanceOf(IOException.class);

    assertThat(Files.list(folder)).containsExactly(occupied);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceIsWrittenToAndNotReplaced() throws IOException {
    // Through a link in a folder of our own: what goes wrong here must not cost the device itself.
    Path device = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));

    AtomicFile.write(device, "nothing");

    assertThat(device).isSymbolicLink();
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> AtomicFile.stage(device))
        .withMessageContaining("device");
    Files.delete(device);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldWithTheFilesName() throws IOException {
    Path full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
    assumeThat(full).exists();

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> AtomicFile.write(full, "more than there is room for"))
        .withMessageContaining(full.toString());
    Files.delete(full);
  }
}
