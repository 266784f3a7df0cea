package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear line for whatever is no FER2013 file: where, what was expected, what was found. */
class BadInputTest {
  private static final String GOOD = CsvText.row(3, 100, "Training");
  private static final String PIXELS = CsvText.pixels(FaceImage.PIXELS, 100);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("fer.csv");
  }

  @Test
  void tooFewColumns() throws IOException {
    assertBadRow("3," + PIXELS + "\n", "3 columns as in the header", "2 columns");
  }

  @Test
  void tooManyColumns() throws IOException {
    assertBadRow("3," + PIXELS + ",Training,x\n", "3 columns as in the header", "4 columns");
  }

  @Test
  void pixelsBetweenCommas() throws IOException {
    assertBadRow("3," + PIXELS.replace(' ', ',') + ",Training\n", "3 columns", "2306 columns");
  }

  @Test
  void pixelThatIsNoNumber() throws IOException {
    assertBadPixel("12a");
    assertBadPixel("x");
    assertBadPixel("1.5");
    assertBadPixel("0x1F");
    assertBadPixel("1e2");
    assertBadPixel("٣");
  }

  @Test
  void pixelOutsideZeroTo255() throws IOException {
    assertBadPixel("256");
    assertBadPixel("-1");
    assertBadPixel("99999999999999999999");
    assertBadPixel("4294967297");
  }

  @Test
  void messageNamesThePixel() throws IOException {
    String row = "3,1 2 300 " + CsvText.pixels(FaceImage.PIXELS - 3, 0) + ",Training\n";
    assertBadRow(row, "a whole number from 0 to 255 as pixel 3", "'300'");
  }

  @Test
  void onePixelTooFew() throws IOException {
    assertBadRow("3," + CsvText.pixels(2303, 1) + ",Training\n", "2304 pixels", "2303 pixels");
  }

  @Test
  void onePixelTooMany() throws IOException {
    assertBadRow("3," + CsvText.pixels(2305, 1) + ",Training\n", "2304 pixels", "2305 pixels");
  }

  @Test
  void noPixelAtAll() throws IOException {
    assertBadRow("3,,Training\n", "2304 pixels", "0 pixels");
    assertBadRow("3,\"  \",Training\n", "2304 pixels", "0 pixels");
  }

  @Test
  void unknownEmotionCode() throws IOException {
    for (String code : new String[] {"7", "-1", "", "happy", "03", "3.0"}) {
      assertBadRow(
          code + "," + PIXELS + ",Training\n", "an emotion code from 0 to 6", "'" + code + "'");
    }
  }

  @Test
  void unknownUsage() throws IOException {
    for (String usage : new String[] {"training", "Test", "", "Training2"}) {
      assertBadRow(
          "3," + PIXELS + "," + usage + "\n",
          "Usage Training, PublicTest or PrivateTest",
          "'" + usage + "'");
    }
  }

  @Test
  void quoteThatIsNotClosed() throws IOException {
    assertBadRow("3,\"" + PIXELS + ",Training\n", "every quoted field closed", "'3,");
    assertBadRow("3,\"" + PIXELS + "\"x,Training\n", "every quoted field closed", "'3,");
  }

  @Test
  void fileCutInTheMiddleOfARow() throws IOException {
    assertBadRow(GOOD.substring(0, 5000), "3 columns", "2 columns");
  }

  @Test
  void emptyFile() throws IOException {
    Files.createFile(file);
    assertBadFile(file, "the header emotion,pixels,Usage and rows", "nothing");
    assertBadFile(
        Files.write(folder.resolve("empty.csv.gz"), CsvText.gzip("")), "the header", "nothing");
    assertBadFile(Files.writeString(file, "\n\n \n"), "the header", "nothing");
  }

  @Test
  void headerOnly() throws IOException {
    assertBadFile(
        Files.writeString(file, CsvText.HEADER), "rows under the header", "a header only");
  }

  @Test
  void headerThatLacksAColumn() throws IOException {
    Files.writeString(file, "emotion,Usage\n3,Training\n");
    assertBadFile(file, "the columns emotion, pixels and Usage", "'emotion', 'Usage'");
  }

  @Test
  void headerThatNamesAColumnTwice() throws IOException {
    Files.writeString(file, "emotion,pixels,Usage,PIXELS\n");
    assertBadFile(file, "each once", "'emotion', 'pixels', 'Usage', 'PIXELS'");
  }

  @Test
  void noHeader() throws IOException {
    Files.writeString(file, GOOD + GOOD);
    assertBadFile(file, "a header with the columns emotion, pixels and Usage", "'3', '100 100");
  }

  @Test
  void gzipCutShortSaysAfterWhichRow() throws IOException {
    byte[] whole = CsvText.gzip(CsvText.HEADER + noisyRows(40));
    Path cut =
        Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, (int) (whole.length * 0.6)));

    MalformedDataException failure =
        assertBadFile(cut, "a whole compressed file", "one that is cut short or damaged");

    assertThat(failure.place()).matches("after row 2\\d");
    assertThat(failure).hasMessageContaining("Download or compress it again");
  }

  @Test
  void gzipCutInItsHeaderOrItsTrailer() throws IOException {
    byte[] whole = CsvText.gzip(CsvText.HEADER + GOOD);
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(whole, 6));
    assertBadFile(cut, "a whole compressed file", "cut short");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 3));
    assertBadFile(cut, "a whole compressed file", "cut short");
  }

  @Test
  void gzipWithAChangedByte() throws IOException {
    byte[] bytes = CsvText.gzip(CsvText.HEADER + GOOD);
    bytes[bytes.length - 6] ^= 1;
    Path changed = Files.write(folder.resolve("changed.csv.gz"), bytes);
    assertBadFile(changed, "a whole compressed file", "damaged");
  }

  @Test
  void zipWithTwoCsvs() throws IOException {
    Path zip = CsvText.zip(folder.resolve("two.zip"), CsvText.HEADER + GOOD, "a.csv", "b.csv");
    assertBadFile(zip, "a zip archive with one CSV in it", "2 (a.csv, b.csv)");
  }

  @Test
  void zipWithoutACsv() throws IOException {
    Path zip = CsvText.zip(folder.resolve("none.zip"), "hello", "README");
    assertBadFile(zip, "a zip archive with one CSV in it", "one without");
  }

  @Test
  void zipWithAPathThatClimbsOut() throws IOException {
    for (String name :
        new String[] {"../fer.csv", "a/../../fer.csv", "/fer.csv", "..\\fer.csv", "C:\\fer.csv"}) {
      Path zip = CsvText.zip(folder.resolve("climbs.zip"), CsvText.HEADER + GOOD, name);
      MalformedDataException failure =
          assertBadFile(zip, "entries inside the archive's own folder", "a path that leads out");
      assertThat(failure.place()).isEqualTo("entry " + name);
    }
  }

  @Test
  void zipCutShort() throws IOException {
    Path zip = CsvText.zip(folder.resolve("cut.zip"), CsvText.HEADER + GOOD, "fer.csv");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
    assertBadFile(zip, "a whole zip archive", "a damaged one");
  }

  @Test
  void zipWhoseChecksumDiffers() throws IOException {
    String text = CsvText.HEADER + GOOD;
    Path zip = CsvText.zip(folder.resolve("changed.zip"), text, "fer.csv");
    byte[] bytes = Files.readAllBytes(zip);
    int central = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
    bytes[central + 16] ^= 1;
    Files.write(zip, bytes);
    assertBadFile(zip, "a whole compressed file", "checksum differs");
  }

  @Test
  void zipFromAStream() throws IOException {
    Path zip = CsvText.zip(folder.resolve("one.zip"), CsvText.HEADER + GOOD, "fer.csv");
    assertThatThrownBy(() -> CsvSource.ofStream("stream", Files.newInputStream(zip)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("Give the archive as a file");
  }

  @Test
  void binaryRubbish() throws IOException {
    byte[] rubbish = new byte[100_000];
    new Random(1).nextBytes(rubbish);
    rubbish[0] = 7;
    assertBadFile(Files.write(file, rubbish), "a CSV in UTF-8", "binary data");
    assertBadFile(
        Files.write(file, new byte[10_000_000]), "a CSV in UTF-8", "a first line of more");
  }

  @Test
  void textInUtf16() throws IOException {
    Files.write(file, (CsvText.HEADER + GOOD).getBytes(StandardCharsets.UTF_16));
    assertBadFile(file, "a CSV in UTF-8", "text in UTF-16");
    Files.write(file, ("\uFEFF" + CsvText.HEADER).getBytes(StandardCharsets.UTF_16LE));
    assertBadFile(file, "a CSV in UTF-8", "text in UTF-16");
  }

  @Test
  void tarArchive() throws IOException {
    byte[] tar = new byte[1024];
    System.arraycopy("fer2013/fer2013.csv".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 19);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertBadFile(Files.write(file, tar), "a CSV in UTF-8", "a tar archive");
  }

  @Test
  void lineThatIsTooLong() throws IOException {
    assertBadRow(
        "3," + CsvText.pixels(40_000, 1) + ",Training\n",
        "a line of at most 65536 bytes",
        "longer");
    assertBadRow(
        "3," + CsvText.pixels(400_000, 1) + ",Training\n",
        "a line of at most 65536 bytes",
        "longer");
  }

  @Test
  void unprintableContentIsNotRepeated() throws IOException {
    assertBadRow("\u001B[2J,1,\u0007\n", "an emotion code", "'?[2J'");
  }

  @Test
  void splitThatTheFileLacks() throws IOException {
    FerDataset dataset =
        FerDataset.load(
            Files.writeString(file, CsvText.HEADER + GOOD + CsvText.row(5, 1, "PublicTest")));

    assertThat(dataset.examples(Split.TRAINING)).hasSize(1);
    assertThatThrownBy(() -> dataset.examples(Split.PRIVATE_TEST))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("rows of split PrivateTest")
        .hasMessageContaining("Training 1, PublicTest 0, PrivateTest 0");
    assertThatThrownBy(() -> dataset.examples(Split.PUBLIC_TEST))
        .as("rows that are all dropped are none")
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void folderInPlaceOfAFile() {
    assertThatThrownBy(() -> FerDataset.load(folder))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("in folders named angry");
  }

  @Test
  void absentFileIsAnInputOutputError() {
    assertThatThrownBy(() -> FerDataset.load(file)).isInstanceOf(NoSuchFileException.class);
  }

  private void assertBadPixel(String pixel) throws IOException {
    String row = "3," + CsvText.pixels(FaceImage.PIXELS - 1, 1) + " " + pixel + ",Training\n";
    assertBadRow(row, "a whole number from 0 to 255 as pixel 2304", "found '");
  }

  /** The bad row is the second of two, on the third line. */
  private void assertBadRow(String row, String expected, String found) throws IOException {
    Files.writeString(file, CsvText.HEADER + GOOD + row);
    MalformedDataException failure = assertBadFile(file, expected, found);
    assertThat(failure.row()).isEqualTo(2);
    assertThat(failure.place()).isEqualTo("row 2 (line 3)");
    assertThat(failure).hasMessageContaining("Fix the row, or skip bad rows with --strict=false");
  }

  private static MalformedDataException assertBadFile(Path file, String expected, String found) {
    MalformedDataException failure =
        catchThrowableOfType(MalformedDataException.class, () -> FerDataset.load(file));
    assertThat(failure).as("a %s that is bad", file.getFileName()).isNotNull();
    assertThat(failure.resource()).isEqualTo(file.toString());
    assertThat(failure.getMessage())
        .startsWith(file.toString())
        .contains("expected", expected, "found", found)
        .doesNotContain("\n")
        .hasSizeLessThan(400);
    return failure;
  }

  private static String noisyRows(int count) {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < count; row++) {
      rows.append('3');
      for (int i = 0; i < FaceImage.PIXELS; i++) {
        rows.append(i == 0 ? ',' : ' ').append(random.nextInt(256));
      }
      rows.append(",Training\n");
    }
    return rows.toString();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
      at++;
    }
    return at;
  }
}
