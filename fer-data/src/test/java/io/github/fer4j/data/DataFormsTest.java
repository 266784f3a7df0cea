package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.audit.DatasetAudit;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFormsTest {
  @TempDir Path folder;

  private Path csv() throws IOException {
    Path csv = folder.resolve("faces.csv");
    FerCsvWriter.write(csv, new SyntheticFaces(16, 3).examples(), false);
    return csv;
  }

  private Path write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static byte[] picture(String format, int side, int type, Color colour)
      throws IOException {
    BufferedImage image = new BufferedImage(side, side, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, side, side);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] gray() throws IOException {
    return picture("png", 48, BufferedImage.TYPE_BYTE_GRAY, Color.GRAY);
  }

  private static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static LoadOptions lenient() {
    return LoadOptions.leniently();
  }

  @Test
  void foldersMadeFromACsvGiveTheSameExamplesInTheSameOrder() throws IOException {
    FerDataset original = FerDataset.load(csv());
    Path written = folder.resolve("folders");
    FerFolderWriter.write(written, original.allExamples());
    FerDataset read = FerDataset.load(written);
    assertThat(read.allExamples()).isEqualTo(original.allExamples());
    assertThat(read.form()).isEqualTo("a folder of folders by split and label");
    assertThat(original.form()).isEqualTo("the FER2013 CSV");
    Path back = folder.resolve("back.csv");
    FerCsvWriter.write(back, read.allExamples().stream(), false);
    assertThat(back).hasSameBinaryContentAs(folder.resolve("faces.csv"));
  }

  @Test
  void aFolderIsWrittenWholeOrNotAtAllAndNeverOverAnother() throws IOException {
    List<Example> examples = FerDataset.load(csv()).allExamples();
    Path there = Files.createDirectory(folder.resolve("there"));
    assertThatThrownBy(() -> FerFolderWriter.write(there, examples))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> FerFolderWriter.write(folder.resolve("no/where"), examples))
        .hasMessageContaining("no such folder");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aZipOfFoldersIsReadAsTheFolders() throws IOException {
    Path zip =
        zip(
            folder.resolve("faces.zip"),
            Map.of(
                "fer/train/angry/1.png",
                gray(),
                "fer/test/happy/2.png",
                gray(),
                "__MACOSX/fer/train/angry/._1.png",
                new byte[3],
                "fer/notes.txt",
                new byte[3]));
    FerDataset dataset = FerDataset.load(zip);
    assertThat(dataset.allExamples())
        .extracting(Example::label)
        .containsExactly(FerLabel.ANGRY, FerLabel.HAPPY);
    assertThat(dataset.form()).startsWith("a zip archive of folders by split and label");
  }

  @Test
  void anEntryWhoseNameIsNoTextIsRefusedWithTheArchivesName() throws IOException {
    Path zip = zip(folder.resolve("null.zip"), Map.of("train/an\0gry/1.png", gray()));
    assertThatThrownBy(() -> FerDataset.load(zip))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("null.zip")
        .hasMessageContaining("null character");
  }

  @Test
  void anEntryThatLeadsOutOfAZipIsRefused() throws IOException {
    Path zip = zip(folder.resolve("slip.zip"), Map.of("../train/angry/1.png", gray()));
    assertThatThrownBy(() -> FerDataset.load(zip)).hasMessageContaining("leads out of it");
  }

  @Test
  void anEntryThatUnpacksToTooMuchIsBad() throws IOException {
    Path zip =
        zip(
            folder.resolve("bomb.zip"),
            Map.of("angry/1.png", gray(), "angry/2.png", new byte[PictureSource.MAX_BYTES + 1]));
    assertThatThrownBy(() -> FerDataset.load(zip))
        .hasMessageContaining("picture angry/2.png")
        .hasMessageContaining("more than");
  }

  @Test
  void aPictureWithTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
    byte[] header = gray();
    Arrays.fill(header, 16, 24, (byte) 0x0F); // width and height
    write("d/angry/1.png", header);
    assertThatThrownBy(() -> FerDataset.load(folder.resolve("d")))
        .hasMessageContaining("picture angry/1.png")
        .hasMessageContaining("more than " + PictureDecoder.MAX_PIXELS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "jpg"})
  void picturesOfAnySizeAndColourBecomeFaces(String format) throws IOException {
    write("d/Anger/1." + format, picture(format, 100, BufferedImage.TYPE_INT_RGB, Color.RED));
    write("d/Anger/2." + format, picture(format, 20, BufferedImage.TYPE_INT_RGB, Color.GREEN));
    FerDataset dataset = FerDataset.load(folder.resolve("d"));
    FaceImage red = dataset.allExamples().get(0).image();
    FaceImage green = dataset.allExamples().get(1).image();
    assertThat(red.pixel(24, 24)).isBetween(75, 77); // 0.299 x 255
    assertThat(red.pixel(0, 47)).isBetween(75, 77);
    assertThat(green.pixel(24, 24)).isBetween(148, 151); // 0.587 x 255
  }

  @Test
  void shrinkingTakesTheMean() {
    float[] pixels = new float[96 * 96];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 2 == 0 ? 0 : 200;
    }
    byte[] face = new GrayPicture(pixels, 96, 96).toFace();
    assertThat(face).containsOnly((byte) 100);
  }

  @ParameterizedTest
  @CsvSource({
    "train, TRAINING",
    "Training, TRAINING",
    "val, PUBLIC_TEST",
    "Validation, PUBLIC_TEST",
    "public_test, PUBLIC_TEST",
    "PublicTest, PUBLIC_TEST",
    "test, PRIVATE_TEST",
    "private_test, PRIVATE_TEST",
    "PrivateTest, PRIVATE_TEST"
  })
  void splitsHaveManyNames(String name, Split split) {
    assertThat(FolderNames.split(name)).contains(split);
  }

  @ParameterizedTest
  @CsvSource({
    "angry, ANGRY", "Anger, ANGRY", "disgust, DISGUST", "FEAR, FEAR", "fearful, FEAR",
    "happiness, HAPPY", "sadness, SAD", "surprised, SURPRISE", "neutral, NEUTRAL", "3, HAPPY",
    "0_angry, ANGRY"
  })
  void labelsHaveManyNames(String name, FerLabel label) {
    assertThat(FolderNames.label(name)).contains(label);
  }

  @Test
  void otherNamesAreNoLabels() {
    for (String name : List.of("", "7", "33", "angryx", "train")) {
      assertThat(FolderNames.label(name)).as(name).isEmpty();
    }
  }

  @Test
  void contemptIsLeftOutAndCounted() throws IOException {
    write("d/angry/1.png", gray());
    write("d/contempt/2.png", gray());
    FerDataset dataset = FerDataset.load(folder.resolve("d"));
    assertThat(dataset.summary().rows()).isEqualTo(1);
    assertThat(dataset.form()).contains("left out: 1 pictures of contempt");
  }

  @Test
  void brokenPicturesAreNamedOrSkippedAndCounted() throws IOException {
    byte[] jpeg = picture("jpg", 48, BufferedImage.TYPE_BYTE_GRAY, Color.GRAY);
    write("d/angry/1.png", gray());
    write("d/angry/2.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
    write("d/angry/3.png", Arrays.copyOf(gray(), 50));
    write("d/angry/4.png", new byte[0]);
    write("d/angry/5.png", "no picture".getBytes());
    write("d/unhappy/6.png", gray());
    Path data = folder.resolve("d");
    assertThatThrownBy(() -> FerDataset.load(data))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("picture angry/2.jpg: expected a whole JPEG, PNG or BMP");
    FerDataset rest = FerDataset.load(data, lenient());
    assertThat(rest.summary().rows()).isEqualTo(1);
    assertThat(rest.summary().skipped().first())
        .extracting(SkippedRow::place)
        .containsExactly(
            "picture angry/2.jpg",
            "picture angry/3.png",
            "picture angry/4.png",
            "picture angry/5.png",
            "picture unhappy/6.png");
  }

  @Test
  void folderWithoutPicturesAndMixedFoldersAreRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> FerDataset.load(empty)).hasMessageContaining("found none");
    write("mixed/train/angry/1.png", gray());
    write("mixed/happy/2.png", gray());
    assertThatThrownBy(() -> FerDataset.load(folder.resolve("mixed")))
        .hasMessageContaining("train/angry/1.png and happy/2.png");
    write("flat/1.png", gray());
    assertThatThrownBy(() -> FerDataset.load(folder.resolve("flat")))
        .hasMessageContaining("expected a folder named angry");
  }

  @Test
  void linksInAFolderAreNotFollowed() throws IOException {
    Path outside = write("outside/1.png", gray());
    write("d/angry/1.png", gray());
    Files.createSymbolicLink(folder.resolve("d/angry/2.png"), outside);
    assertThat(FerDataset.load(folder.resolve("d")).summary().rows()).isEqualTo(1);
    Path csv = folder.resolve("d/labels.csv");
    Files.writeString(csv, "path,label\nangry/2.png,angry\n");
    assertThatThrownBy(() -> FerDataset.load(csv)).hasMessageContaining("a link that leads out");
  }

  @Test
  void aCsvOfLabelsNamesPicturesBesideIt() throws IOException {
    write("d/a/1.png", gray());
    write("d/a/2.png", gray());
    Path csv = folder.resolve("d/labels.csv");
    Files.writeString(csv, "path,label,split\na/2.png,happiness,train\na/1.png,0,test\n");
    FerDataset dataset = FerDataset.load(csv);
    assertThat(dataset.allExamples())
        .extracting(Example::label)
        .containsExactly(FerLabel.HAPPY, FerLabel.ANGRY);
    assertThat(dataset.allExamples().get(1).split()).isEqualTo(Split.PRIVATE_TEST);
    assertThat(dataset.form()).startsWith("a CSV of labels beside pictures, with splits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../1.png,happy,train | a path inside the folder of the CSV",
        "/1.png,happy,train   | a path inside the folder of the CSV",
        "none.png,happy,train | no such file",
        "1.png,merry,train    | found 'merry'",
        "1.png,happy,later    | found 'later'",
        "1.png,happy          | expected 3 columns",
      })
  void badRowsOfLabelsAreNamed(String row, String named) throws IOException {
    write("d/1.png", gray());
    Path csv = folder.resolve("d/labels.csv");
    Files.writeString(csv, "path,label,split\n1.png,happy,train\n" + row.strip() + "\n");
    assertThatThrownBy(() -> FerDataset.load(csv)).hasMessageContaining(named);
    assertThat(FerDataset.load(csv, lenient()).summary().skipped().count()).isEqualTo(1);
  }

  private static LoadOptions splits(String column, double validation, double test) {
    return LoadOptions.strictly()
        .withSplits(
            new SplitOptions(
                Optional.ofNullable(column),
                validation == 0 ? OptionalDouble.empty() : OptionalDouble.of(validation),
                test == 0 ? OptionalDouble.empty() : OptionalDouble.of(test),
                7));
  }

  private Path withoutUsage() throws IOException {
    Path file = folder.resolve("train.csv");
    List<String> lines =
        Files.readAllLines(csv()).stream()
            .map(line -> line.substring(0, line.lastIndexOf(',')))
            .toList();
    return Files.write(file, lines);
  }

  @Test
  void missingSplitsAreDrawnByLabelAndSeed() throws IOException {
    Path file = withoutUsage();
    FerDataset drawn = FerDataset.load(file, splits(null, 0.25, 0.1));
    int rows = drawn.summary().rows() / FerLabel.COUNT;
    for (FerLabel label : FerLabel.values()) {
      assertThat(drawn.summary().count(Split.PUBLIC_TEST, label))
          .isGreaterThanOrEqualTo(Math.round(0.25f * rows));
      assertThat(drawn.summary().count(Split.PRIVATE_TEST, label)).isPositive();
    }
    assertThat(FerDataset.load(file, splits(null, 0.25, 0.1)).allExamples())
        .isEqualTo(drawn.allExamples());
    assertThat(FerDataset.load(file).allExamples()).isNotEqualTo(drawn.allExamples());
    assertThat(drawn.form()).contains("by seed 7: 25.0 % for validation");
  }

  @Test
  void copiesOfOnePictureNeverStandOnBothSides() throws IOException {
    List<String> lines = Files.readAllLines(withoutUsage());
    Path doubled = folder.resolve("doubled.csv");
    OutputStream out = Files.newOutputStream(doubled);
    try (out) {
      for (String line : lines) {
        out.write((line + "\n").getBytes());
      }
      for (String line : lines.subList(1, lines.size())) {
        out.write((line + "\n").getBytes());
      }
    }
    FerDataset drawn = FerDataset.load(doubled);
    DatasetAudit audit = DatasetAudit.of(drawn);
    Set<Split> training = Set.of(Split.TRAINING);
    assertThat(drawn.summary().rows(Split.PUBLIC_TEST)).isPositive();
    assertThat(audit.identical()).isNotEmpty();
    assertThat(audit.rowsAlsoIn(Split.PUBLIC_TEST, training)).isEmpty();
    assertThat(audit.rowsAlsoIn(Split.PRIVATE_TEST, training)).isEmpty();
  }

  @Test
  void anotherColumnCanHoldTheSplit() throws IOException {
    Path file = folder.resolve("part.csv");
    Files.writeString(
        file,
        "part,"
            + CsvText.HEADER
            + "train,"
            + CsvText.row(0, 7, "x")
            + "val,"
            + CsvText.row(3, 9, "x")
            + "test,"
            + CsvText.row(3, 8, "x"));
    assertThat(FerDataset.load(file, splits("Part", 0, 0)).allExamples())
        .extracting(Example::split)
        .containsExactly(Split.values());
    assertThatThrownBy(() -> FerDataset.load(file, splits("other", 0, 0)))
        .hasMessageContaining("emotion, pixels and other");
  }

  @Test
  void aShareForASplitThatIsThereIsRefused() throws IOException {
    Path csv = csv();
    assertThatThrownBy(() -> FerDataset.load(csv, splits(null, 0.1, 0)))
        .hasMessageContaining("without a split PublicTest");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, 1, Double.NaN})
  void sharesHaveARange(double share) {
    OptionalDouble given = OptionalDouble.of(share);
    assertThatThrownBy(() -> new SplitOptions(Optional.empty(), given, OptionalDouble.empty(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("validation share");
  }

  @Test
  void facesWithoutLabelsAreRefusedByName() throws IOException {
    Path file = folder.resolve("test.csv");
    Files.writeString(file, "pixels\n0 0\n");
    assertThatThrownBy(() -> FerDataset.load(file))
        .hasMessageContaining("faces without labels ('pixels')")
        .hasMessageContaining("predicted only");
  }
}
