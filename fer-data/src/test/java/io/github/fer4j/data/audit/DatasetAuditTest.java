package io.github.fer4j.data.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.data.internal.PerceptualHash;
import io.github.fer4j.data.internal.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAuditTest {
  private static final int HAPPY = FerLabel.HAPPY.code();
  private static final int SAD = FerLabel.SAD.code();

  @TempDir Path folder;
  private final StringBuilder csv = new StringBuilder("emotion,pixels,Usage\n");
  private DatasetAudit audit;

  /**
   * Rows 1 to 9: a picture; its copy; a brighter, noisy copy in PublicTest with another label;
   * another picture with a copy in PublicTest; two blank images; two pictures of their own.
   */
  @BeforeEach
  void auditOfNineRows() throws IOException {
    byte[] first = picture(1);
    byte[] second = picture(2);
    row(HAPPY, first, Split.TRAINING);
    row(HAPPY, first, Split.TRAINING);
    row(SAD, brighterAndNoisy(first), Split.PUBLIC_TEST);
    row(SAD, second, Split.TRAINING);
    row(SAD, second, Split.PUBLIC_TEST);
    row(SAD, new byte[FaceImage.PIXELS], Split.TRAINING);
    row(HAPPY, new byte[FaceImage.PIXELS], Split.TRAINING);
    row(HAPPY, picture(3), Split.TRAINING);
    row(HAPPY, picture(4), Split.PUBLIC_TEST);
    Path file = folder.resolve("faces.csv");
    Files.writeString(file, csv);
    audit = DatasetAudit.of(FerDataset.load(file));
  }

  @Test
  void byteIdenticalImagesAreGroupedAndTheSurplusCounted() {
    assertThat(rows(audit.identical()))
        .isEqualTo(List.of(List.of(1, 2), List.of(4, 5), List.of(6, 7)));
    assertThat(DatasetAudit.surplus(audit.identical())).isEqualTo(3);
    assertThat(rows(DatasetAudit.acrossSplits(audit.identical())))
        .isEqualTo(List.of(List.of(4, 5)));
  }

  @Test
  void contradictingLabelsAreFound() {
    assertThat(rows(DatasetAudit.conflicting(audit.identical()))).isEqualTo(List.of(List.of(6, 7)));
    assertThat(rows(DatasetAudit.conflicting(audit.nearlyIdentical())))
        .isEqualTo(List.of(List.of(1, 2, 3)));
  }

  @Test
  void nearlyIdenticalImagesAreGroupedWithTheirCopies() {
    assertThat(rows(audit.nearlyIdentical())).isEqualTo(List.of(List.of(1, 2, 3)));
  }

  @Test
  void imagesOfOneColourAreFoundAndNeverCalledNearlyIdentical() {
    assertThat(audit.blank()).extracting(Example::row).containsExactly(6, 7);
  }

  @Test
  void leakedRowsAreThoseWhosePictureStandsInTheOtherSplit() {
    Set<Split> test = Set.of(Split.PUBLIC_TEST, Split.PRIVATE_TEST);
    assertThat(audit.rowsAlsoIn(Split.TRAINING, test)).containsExactly(1, 2, 4);
    assertThat(audit.rowsAlsoIn(Split.PUBLIC_TEST, Set.of(Split.TRAINING))).containsExactly(3, 5);
    assertThat(audit.leakage()).containsExactly(new Leakage(Split.PUBLIC_TEST, 3, 1, 2, 2));
  }

  @Test
  void brightnessIsThatOfTheImages() {
    byte[] dark = new byte[FaceImage.PIXELS];
    byte[] halves = new byte[FaceImage.PIXELS];
    for (int i = 0; i < halves.length / 2; i++) {
      halves[i] = (byte) 200;
    }
    Brightness light = Brightness.of(List.of(example(dark), example(halves)));
    assertThat(light.mean()).isCloseTo(50, within(1e-9));
    assertThat(light.deviation()).isCloseTo(50, within(1e-9));
    assertThat(light.contrast()).isCloseTo(50, within(1e-9));
    assertThat(light.histogram().get(0)).isEqualTo(1);
    assertThat(light.histogram().get(100 / 16)).isEqualTo(1);
  }

  @Test
  void textNamesEveryCountAndFitsATerminal() {
    String text = AuditText.of(audit);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .contains("3 groups, 3 surplus images")
        .contains(
            "PublicTest, 3 rows\n        1 byte for byte\n        2 with nearly identical ones")
        .contains("2 (66.7 %) with mirrored ones too")
        .contains("2 images of one colour");
  }

  @Test
  void lightAndContrastHardlyChangeTheHash() {
    long hash = PerceptualHash.of(FaceImage.of(picture(1))).bits();
    long brighter = PerceptualHash.of(FaceImage.of(brighterAndNoisy(picture(1)))).bits();
    long other = PerceptualHash.of(FaceImage.of(picture(2))).bits();
    assertThat(Long.bitCount(hash ^ brighter)).isLessThanOrEqualTo(4);
    assertThat(Long.bitCount(hash ^ other)).isGreaterThan(Similarity.MAX_DIFFERENT_BITS);
  }

  @Test
  void correlationIsOneForTheSamePictureInAnotherLightAndMinusOneForItsNegative() {
    byte[] picture = picture(5);
    byte[] half = new byte[picture.length];
    byte[] negative = new byte[picture.length];
    for (int i = 0; i < picture.length; i++) {
      int even = (picture[i] & 0xFF) & ~1;
      picture[i] = (byte) even;
      half[i] = (byte) (even / 2 + 20);
      negative[i] = (byte) (255 - even);
    }
    FaceImage image = FaceImage.of(picture);
    assertThat(Similarity.correlation(image, FaceImage.of(half))).isCloseTo(1, within(1e-9));
    assertThat(Similarity.correlation(image, FaceImage.of(negative))).isCloseTo(-1, within(1e-9));
  }

  @Test
  void mirroredPicturesAreFoundAcrossSplitsAndCountedAsLeaked() throws IOException {
    byte[] lopsided = picture(7);
    csv.setLength(0);
    csv.append("emotion,pixels,Usage\n");
    row(HAPPY, lopsided, Split.TRAINING);
    row(HAPPY, picture(8), Split.TRAINING);
    row(SAD, brighterAndNoisy(FaceImage.of(lopsided).flipped().toBytes()), Split.PUBLIC_TEST);
    row(SAD, picture(9), Split.PUBLIC_TEST);
    Path file = folder.resolve("mirrored.csv");
    Files.writeString(file, csv);
    DatasetAudit found = DatasetAudit.of(FerDataset.load(file));
    assertThat(rows(found.mirrored())).isEqualTo(List.of(List.of(1, 3)));
    assertThat(found.nearlyIdentical()).isEmpty();
    assertThat(found.leakage()).containsExactly(new Leakage(Split.PUBLIC_TEST, 2, 0, 0, 1));
    assertThat(found.rowsAlsoIn(Split.PUBLIC_TEST, Set.of(Split.TRAINING))).containsExactly(3);
  }

  @Test
  void theHashOfAMirroredFaceIsKnownWithoutMirroringIt() {
    FaceImage face = FaceImage.of(picture(5));
    assertThat(PerceptualHash.of(face).mirrored())
        .isEqualTo(PerceptualHash.of(face.flipped()).bits());
  }

  private void row(int code, byte[] pixels, Split split) {
    csv.append(code).append(',');
    for (int i = 0; i < pixels.length; i++) {
      csv.append(i == 0 ? "" : " ").append(pixels[i] & 0xFF);
    }
    csv.append(',').append(split.usage()).append('\n');
  }

  private static Example example(byte[] pixels) {
    return new Example(FaceImage.of(pixels), FerLabel.HAPPY, Split.TRAINING, 1);
  }

  private static List<List<Integer>> rows(List<DuplicateGroup> groups) {
    return groups.stream()
        .map(group -> group.examples().stream().map(Example::row).toList())
        .toList();
  }

  /** Waves of random direction, length and phase. */
  private static byte[] picture(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[FaceImage.PIXELS];
    for (int wave = 0; wave < 8; wave++) {
      double u = random.nextDouble(-0.4, 0.4);
      double v = random.nextDouble(-0.4, 0.4);
      double phase = random.nextDouble(2 * Math.PI);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += Math.sin(u * (i % FaceImage.SIDE) + v * (i / FaceImage.SIDE) + phase);
      }
    }
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, Math.min(255, 100 + 25 * sums[i]));
    }
    return pixels;
  }

  private static byte[] brighterAndNoisy(byte[] pixels) {
    SplittableRandom random = new SplittableRandom(9);
    byte[] changed = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int value = (pixels[i] & 0xFF) * 9 / 10 + 20 + random.nextInt(-4, 5);
      changed[i] = (byte) Math.max(0, Math.min(255, value));
    }
    return changed;
  }
}
