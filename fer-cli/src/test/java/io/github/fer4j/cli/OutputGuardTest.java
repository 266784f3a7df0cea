package io.github.fer4j.cli;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputGuardTest {
  @TempDir private Path folder;
  private Path input;
  private OutputGuard guard;

  @BeforeEach
  void makeInput() throws IOException {
    input = Files.writeString(folder.resolve("a.png"), "not a picture");
    guard = new OutputGuard(List.of(input, folder.resolve("nowhere.png")));
  }

  @Test
  void anInputIsRefusedAsOutputHoweverItIsNamed() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("sub"));

    for (Path name : List.of(input, sub.resolve("../a.png"), folder.resolve("./a.png"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guard.check(name))
          .withMessageContaining("would replace " + input);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreSeenThrough() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), input);
    Path folderLink = Files.createSymbolicLink(folder.resolve("same"), folder);

    assertThatIllegalArgumentException().isThrownBy(() -> guard.check(link));
    assertThatIllegalArgumentException().isThrownBy(() -> guard.check(folderLink.resolve("a.png")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputGuard(List.of(link)).check(input));
  }

  @Test
  void otherOutputsAreAccepted() throws IOException {
    guard.check(Files.writeString(folder.resolve("b.png"), "another file"));
    guard.check(folder.resolve("nowhere.png"));
  }

  @Test
  void predictDoesNotReplaceThePicturesItReads() throws IOException {
    for (String option : List.of("--out", "--annotate")) {
      Path target = option.equals("--out") ? input : folder;
      CommandRun run = fer("predict", input, option, target);

      assertThat(run.exitCode()).as(option).isEqualTo(2);
      assertThat(run.err()).as(option).contains("would replace");
    }
    assertThat(input).hasContent("not a picture");
  }

  @Test
  void videoDoesNotReplaceTheVideoItReads() {
    for (String option : List.of("--csv", "--annotate")) {
      CommandRun run = fer("video", input, option, input);

      assertThat(run.exitCode()).as(option).isEqualTo(2);
      assertThat(run.err()).as(option).contains("would replace");
    }
    assertThat(input).hasContent("not a picture");
  }

  @Test
  void evaluateDoesNotReplaceItsData() {
    CommandRun run = fer("evaluate", "--data", input, "--split", "public_test", "--json", input);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("would replace");
    assertThat(input).hasContent("not a picture");
  }

  @Test
  void anExportDoesNotReplaceItsDatabase() throws IOException {
    Path database = folder.resolve("faces.mv.db");
    assertThat(fer("db", "init", "--db", database).exitCode()).isZero();
    byte[] before = Files.readAllBytes(database);

    CommandRun run = fer("db", "export", "--db", folder.resolve("faces"), "--out", database);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("would replace " + database);
    assertThat(Files.size(database)).isGreaterThanOrEqualTo(before.length / 2);
    assertThat(fer("db", "status", "--db", database).exitCode()).isZero();
  }
}
