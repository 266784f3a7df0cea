package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FerCsvWriterTest {
  private static final List<Example> EXAMPLES =
      List.of(
          new Example(Faces.noise(1, 0, 255), FerLabel.DISGUST, Split.TRAINING, 1),
          new Example(Faces.noise(2, 0, 255), FerLabel.NEUTRAL, Split.PRIVATE_TEST, 2));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fer.csv", "fer.csv.gz", "FER.CSV.GZ"})
  void whatIsWrittenIsReadAgain(String name) throws IOException {
    Path file = folder.resolve(name);

    FerCsvWriter.write(file, EXAMPLES.stream(), false);

    assertThat(FerDataset.load(file).allExamples()).isEqualTo(EXAMPLES);
    boolean compressed = Files.readAllBytes(file)[0] == 0x1F;
    assertThat(compressed).isEqualTo(!name.equals("fer.csv"));
  }

  @Test
  void formIsThatOfTheOriginalFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FerCsvWriter.write(
        bytes, Stream.of(new Example(Faces.of((x, y) -> 7), FerLabel.FEAR, Split.PUBLIC_TEST, 1)));

    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .isEqualTo("emotion,pixels,Usage\n" + CsvText.row(2, 7, "PublicTest"));
  }

  @Test
  void fileIsReplacedOnlyIfThatIsAskedFor() throws IOException {
    Path file = Files.writeString(folder.resolve("fer.csv"), "precious");

    assertThatThrownBy(() -> FerCsvWriter.write(file, EXAMPLES.stream(), false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");

    FerCsvWriter.write(file, EXAMPLES.stream(), true);
    assertThat(FerDataset.load(file).allExamples()).hasSize(2);
  }

  @Test
  void failureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("fer.csv"), "precious");
    Stream<Example> failing =
        Stream.concat(
            EXAMPLES.stream(),
            Stream.generate(
                () -> {
                  throw new IllegalStateException("no more faces");
                }));

    assertThatThrownBy(() -> FerCsvWriter.write(file, failing, true))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file).hasContent("precious");
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void absentFolderIsNamed() {
    Path file = folder.resolve("absent").resolve("fer.csv");

    assertThatThrownBy(() -> FerCsvWriter.write(file, EXAMPLES.stream(), false))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent");
  }
}
