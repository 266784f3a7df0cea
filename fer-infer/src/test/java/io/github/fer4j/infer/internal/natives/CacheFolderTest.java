package io.github.fer4j.infer.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void itIsMadeForItsUserAlone() throws IOException {
    Path made = CacheFolder.prepared(folder.resolve("new/fer4j"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  /** Otherwise another user could put a library there that would then be loaded. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void oneThatOthersMayWriteIntoIsRefused() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> CacheFolder.prepared(open))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Others may write into " + open);
  }

  @Test
  void aFileInItsPlaceIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> CacheFolder.prepared(file)).isInstanceOf(IOException.class);
  }
}
