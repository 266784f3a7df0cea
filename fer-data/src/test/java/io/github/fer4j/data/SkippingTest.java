package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a lenient load leaves out, and what it does not forgive. */
class SkippingTest {
  private static final String GOOD = CsvText.row(3, 100, "Training");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("fer.csv");
  }

  @Test
  void badRowsAreCountedAndTheFirstTenListed() throws IOException {
    StringBuilder text = new StringBuilder(CsvText.HEADER);
    for (int pair = 0; pair < 12; pair++) {
      text.append(GOOD).append("9,bad,Training\n");
    }
    Files.writeString(file, text);

    FerDataset dataset = FerDataset.load(file, LoadOptions.leniently());

    SkippedRows skipped = dataset.summary().skipped();
    assertThat(dataset.allExamples()).hasSize(12);
    assertThat(skipped.count()).isEqualTo(12);
    assertThat(skipped.first())
        .extracting(SkippedRow::row)
        .containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20);
    assertThat(skipped.first().get(0))
        .hasToString("row 2 (line 3): expected an emotion code from 0 to 6, found '9'");
  }

  @Test
  void examplesKeepTheirRowNumbers() throws IOException {
    Files.writeString(file, CsvText.HEADER + "bad\n" + GOOD + "\n" + "bad\n" + GOOD);

    FerDataset dataset = FerDataset.load(file, LoadOptions.leniently());

    assertThat(dataset.allExamples()).extracting(Example::row).containsExactly(2, 4);
  }

  @Test
  void rowBehindAnOverlongLineIsReadWhole() throws IOException {
    for (int pixels : new int[] {40_000, 131_000, 400_000}) {
      String text = "3," + CsvText.pixels(pixels, 1) + ",Training\n";
      Files.writeString(file, CsvText.HEADER + GOOD + text + text + GOOD + text);

      FerDataset dataset = FerDataset.load(file, LoadOptions.leniently());

      assertThat(dataset.allExamples()).extracting(Example::row).containsExactly(1, 4);
      assertThat(dataset.summary().skipped().count()).isEqualTo(3);
    }
  }

  @Test
  void fileOfBadRowsOnlyIsAnError() throws IOException {
    Files.writeString(file, CsvText.HEADER + "bad\nworse\n");

    assertThatThrownBy(() -> FerDataset.load(file, LoadOptions.leniently()))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("found none that is good (2 bad; row 1 (line 2): expected");
  }

  @Test
  void badHeaderAndCutArchiveAreErrorsAllTheSame() throws IOException {
    Files.writeString(file, "a,b,c\n" + GOOD);
    assertThatThrownBy(() -> FerDataset.load(file, LoadOptions.leniently()))
        .isInstanceOf(MalformedDataException.class);

    byte[] whole = CsvText.gzip(CsvText.HEADER + GOOD + GOOD);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> FerDataset.load(file, LoadOptions.leniently()))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void progressIsToldNowAndThenAndAtTheEnd() throws IOException {
    StringBuilder text = new StringBuilder(CsvText.HEADER);
    IntStream.range(0, 2_100).forEach(row -> text.append(GOOD));
    Files.writeString(file, text);
    List<Integer> told = new ArrayList<>();

    FerDataset.load(file, LoadOptions.strictly().withProgress(told::add));

    assertThat(told).containsExactly(1_000, 2_000, 2_100);
  }
}
