package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form in which FER2013 is found gives the same examples. */
class FileFormatsTest {
  /** Pixel i is i modulo 256, so that an exchanged or lost pixel shows. */
  private static final String RAMP =
      IntStream.range(0, FaceImage.PIXELS)
          .mapToObj(i -> Integer.toString(i % 256))
          .collect(Collectors.joining(" "));

  private static final String PLAIN =
      "emotion,pixels,Usage\n3," + RAMP + ",Training\n5," + RAMP + ",PrivateTest\n";

  @TempDir Path folder;

  @Test
  void barePixels() throws IOException {
    assertThatTextLoads(PLAIN);
  }

  @Test
  void quotedPixels() throws IOException {
    assertThatTextLoads(PLAIN.replace(RAMP, '"' + RAMP + '"'));
  }

  @Test
  void everyFieldQuoted() throws IOException {
    assertThatTextLoads(PLAIN.replaceAll("([^,\n]+)", "\"$1\""));
  }

  @Test
  void columnsInAnotherOrderWithBlanksAroundTheirNames() throws IOException {
    assertThatTextLoads(
        "emotion, Usage, pixels\n3,Training," + RAMP + "\n5,PrivateTest," + RAMP + "\n");
  }

  @Test
  void blanksAroundTheValues() throws IOException {
    assertThatTextLoads(
        "emotion, Usage, pixels\n 3 , Training , \" "
            + RAMP
            + " \"\n5\t, PrivateTest,  "
            + RAMP
            + "  \n");
  }

  @Test
  void namesOfColumnsInAnyCase() throws IOException {
    assertThatTextLoads(PLAIN.replace("emotion,pixels,Usage", "EMOTION,Pixels,usage"));
  }

  @Test
  void additionalColumnsArePassedOver() throws IOException {
    assertThatTextLoads(
        ",emotion,pixels,Usage,note\n0,3,"
            + RAMP
            + ",Training,\"a, b\"\n1,5,"
            + RAMP
            + ",PrivateTest,\n");
  }

  @Test
  void carriageReturnBeforeEveryLineFeed() throws IOException {
    assertThatTextLoads(PLAIN.replace("\n", "\r\n"));
    assertThatTextLoads(PLAIN.replace(RAMP, '"' + RAMP + '"').replace("\n", "\r\n"));
  }

  @Test
  void byteOrderMark() throws IOException {
    assertThatTextLoads("\uFEFF" + PLAIN);
  }

  @Test
  void blankLinesAreNoRows() throws IOException {
    assertThatTextLoads("\n" + PLAIN.replace("\n", "\n \r\n") + "\n\n");
  }

  @Test
  void lastLineWithoutItsEnd() throws IOException {
    assertThatTextLoads(PLAIN.stripTrailing());
  }

  @Test
  void leadingZerosAndSeveralBlanksBetweenPixels() throws IOException {
    assertThatTextLoads(PLAIN.replace(" 7 ", "  007\t"));
  }

  @Test
  void gzip() throws IOException {
    assertThatFileLoads(Files.write(folder.resolve("fer.csv.gz"), CsvText.gzip(PLAIN)));
  }

  @Test
  void gzipOfSeveralMembers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(CsvText.gzip(PLAIN.substring(0, 100)));
    bytes.write(CsvText.gzip(PLAIN.substring(100)));
    assertThatFileLoads(Files.write(folder.resolve("members.csv.gz"), bytes.toByteArray()));
  }

  @Test
  void contentDecidesWhereTheNameIsWrong() throws IOException {
    assertThatFileLoads(Files.write(folder.resolve("compressed.csv"), CsvText.gzip(PLAIN)));
    assertThatFileLoads(Files.writeString(folder.resolve("plain.csv.gz"), PLAIN));
  }

  @Test
  void zipWithOneCsv() throws IOException {
    assertThatFileLoads(CsvText.zip(folder.resolve("one.zip"), PLAIN, "fer2013.csv"));
  }

  @Test
  void zipWithFoldersOtherFilesAndTheMetadataOfMacOs() throws IOException {
    assertThatFileLoads(
        CsvText.zip(
            folder.resolve("mac.zip"),
            PLAIN,
            "fer2013/",
            "fer2013/README",
            "fer2013/fer2013.CSV",
            "__MACOSX/fer2013/._fer2013.csv"));
  }

  private void assertThatTextLoads(String text) throws IOException {
    assertThatFileLoads(Files.writeString(folder.resolve("fer.csv"), text));
  }

  private static void assertThatFileLoads(Path file) throws IOException {
    FerDataset dataset = FerDataset.load(file);

    List<Example> examples = dataset.allExamples();
    assertThat(examples).extracting(Example::row).containsExactly(1, 2);
    assertThat(examples)
        .extracting(Example::label)
        .containsExactly(FerLabel.HAPPY, FerLabel.SURPRISE);
    assertThat(examples)
        .extracting(Example::split)
        .containsExactly(Split.TRAINING, Split.PRIVATE_TEST);
    for (Example example : examples) {
      assertThat(example.image()).isEqualTo(rampImage());
    }
    assertThat(dataset.sha256()).isEqualTo(sha256(file));
  }

  private static FaceImage rampImage() {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return FaceImage.of(pixels);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
