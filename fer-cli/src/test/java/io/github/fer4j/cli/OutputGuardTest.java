package io.github.fer4j.cli;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
    guard = new OutputGuard(List.of(input, folder.resolve("nowhere.png")), true);
  }

  @Test
  void anInputIsRefusedAsOutputHoweverItIsNamed() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("sub"));

    for (Path name : List.of(input, sub.resolve("../a.png"), folder.resolve("./a.png"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guard.check(name, OutputKind.BOXES))
          .withMessageContaining("would replace " + input);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreSeenThrough() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), input);
    Path folderLink = Files.createSymbolicLink(folder.resolve("same"), folder);

    Path hardLink = Files.createLink(folder.resolve("hard.png"), input);

    assertThatIllegalArgumentException().isThrownBy(() -> guard.check(link, OutputKind.BOXES));
    assertThatIllegalArgumentException().isThrownBy(() -> guard.check(hardLink, OutputKind.BOXES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.check(folderLink.resolve("a.png"), OutputKind.BOXES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutputGuard(List.of(link), true).check(input, OutputKind.BOXES));
  }

  @Test
  void otherOutputsAreAccepted() throws IOException {
    guard.check(Files.writeString(folder.resolve("b.png"), "another file"), OutputKind.BOXES);
    guard.check(folder.resolve("nowhere.png"), OutputKind.BOXES);
  }

  @Test
  void twoOutputsOfARunCannotHaveOneName() throws IOException {
    guard.check(folder.resolve("out.csv"), OutputKind.RECORDS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.check(folder.resolve("./OUT.csv"), OutputKind.BOXES))
        .withMessageContaining("two outputs");
  }

  @Test
  void whatLiesInAFolderOfInputsStaysEvenIfItMayBeOverwritten() throws IOException {
    OutputGuard ofFolder = new OutputGuard(List.of(folder), true);

    ofFolder.check(folder.resolve("new.txt"), OutputKind.BOXES);
    ofFolder.check(Files.writeString(folder.resolve("b.txt"), "2 1 2 3 4\n"), OutputKind.BOXES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofFolder.check(input, OutputKind.BOXES))
        .withMessageContaining("would replace");
  }

  @Test
  void otherProgramsFilesAreReplacedOnlyWhereThatIsAskedFor() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.txt"), "to be kept");
    for (OutputKind kind : OutputKind.values()) {
      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .as("%s", kind)
          .isThrownBy(() -> new OutputGuard(List.of(), false).check(notes, kind))
          .withMessageContaining("--overwrite");
      new OutputGuard(List.of(), true).check(notes, kind);
    }
  }

  @Test
  void everyCommandRefusesToReplaceAnotherProgramsFile() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.mp4"), "to be kept");
    Path database = folder.resolve("faces");
    assertThat(fer("db", "init", "--db", database).exitCode()).isZero();
    for (List<Object> command :
        List.<List<Object>>of(
            List.of("predict", input, "--out", notes),
            List.of("video", input, "--csv", notes),
            List.of("video", input, "--annotate", notes),
            List.of("evaluate", "--data", input, "--split", "training", "--json", notes),
            List.of("db", "export", "--db", database, "--out", notes))) {
      CommandRun run = fer(command.toArray());

      assertThat(run.exitCode()).as("%s", command).isEqualTo(2);
      assertThat(run.err()).as("%s", command).contains(notes + ": this file is there already");
    }
    assertThat(notes).hasContent("to be kept");
  }

  @Test
  void aStoreThatIsWrittenToIsNoPlaceForRecords() throws IOException {
    Path database = folder.resolve("faces.mv.db");
    assertThat(fer("db", "init", "--db", database).exitCode()).isZero();
    for (String url : List.of(database.toString(), "jdbc:h2:file:" + folder.resolve("faces"))) {
      CommandRun run =
          fer("predict", input, "--store", "--db", url, "--out", database, "--overwrite");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("would replace " + database);
    }
  }

  @Test
  void aRunOfTrainingReplacesNothing() throws IOException {
    Path data = folder.resolve("faces.csv");
    assertThat(fer("sample-data", "--out", data, "--per-class", 8).exitCode()).isZero();
    Path model = Files.writeString(folder.resolve("model.onnx"), "somebody's");

    CommandRun run = fer("train", "--data", data, "--out", folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(model + ": this file is there already");
    assertThat(model).hasContent("somebody's");
    assertThat(folder.resolve("config.json")).doesNotExist();
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
