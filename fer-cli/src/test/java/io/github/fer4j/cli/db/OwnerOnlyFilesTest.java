package io.github.fer4j.cli.db;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its permissions are lists of users")
class OwnerOnlyFilesTest {
  @TempDir private Path folder;

  @Test
  void whoWasSeenWhereIsReadByTheOwnerAlone() throws IOException {
    Path database = folder.resolve("faces.mv.db");
    Path export = folder.resolve("faces.csv");
    assertThat(fer("db", "init", "--db", database).exitCode()).isZero();
    assertThat(fer("db", "export", "--db", database, "--out", export).exitCode()).isZero();
    assertThat(fer("db", "status", "--db", database).exitCode()).isZero();

    for (Path file : List.of(database, export)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as("%s", file)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theOwnersOtherPermissionsForADatabaseStay() throws IOException {
    Path database = folder.resolve("faces.mv.db");
    assertThat(fer("db", "init", "--db", database).exitCode()).isZero();
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw----"));

    assertThat(fer("db", "status", "--db", database).exitCode()).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
        .isEqualTo("rw-rw----");
  }
}
