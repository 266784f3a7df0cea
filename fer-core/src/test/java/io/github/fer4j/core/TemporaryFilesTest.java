package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
  @TempDir private Path folder;

  @Test
  void whatAKilledProgramLeftYesterdayIsRemoved() throws IOException {
    Path file = Files.writeString(TemporaryFiles.beside(folder.resolve("a.csv")), "half");
    Path report = Files.createDirectory(TemporaryFiles.beside(folder.resolve("report")));
    age(Files.writeString(report.resolve("report.html"), "half"));
    age(file);
    age(report);

    TemporaryFiles.removeOld(folder);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatMayStillBeWrittenAndWhatIsNotOursStays() throws IOException {
    Path young = Files.writeString(TemporaryFiles.beside(folder.resolve("a.csv")), "half");
    Path others = age(Files.writeString(folder.resolve("b.tmp"), "somebody's"));
    Path similar = age(Files.writeString(folder.resolve("c.1234-5678.tmp"), "somebody's"));

    TemporaryFiles.removeOld(folder);
    TemporaryFiles.removeOld(folder.resolve("absent"));

    assertThat(folder).isDirectoryContaining(young::equals);
    assertThat(folder).isDirectoryContaining(others::equals);
    assertThat(folder).isDirectoryContaining(similar::equals);
  }

  private static Path age(Path file) throws IOException {
    Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
    return Files.setLastModifiedTime(file, FileTime.from(twoDaysAgo));
  }
}
