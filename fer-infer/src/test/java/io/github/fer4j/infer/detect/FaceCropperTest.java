package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.detect.FaceCropper.Downscaling;
import io.github.fer4j.infer.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FaceCropperTest {
  private final FaceCropper asFound = new FaceCropper(FaceCrop.AS_FOUND);

  @Test
  void aBoxOfTheNetworksSizeIsTakenPixelByPixel() {
    BufferedImage image = new BufferedImage(100, 80, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 100 * 80; i++) {
      image.getRaster().setSample(i % 100, i / 100, 0, i * 7 % 256);
    }
    try (Picture picture = Picture.of(image)) {
      FaceImage face = asFound.crop(picture, BoundingBox.ofSize(20, 10, 48, 48));
      double[] corner = picture.pixels().get(10, 20);
      double[] other = picture.pixels().get(57, 67);
      assertThat(face.pixel(0, 0)).isEqualTo((int) corner[0]);
      assertThat(face.pixel(47, 47)).isEqualTo((int) other[0]);
    }
  }

  @Test
  void colorsBecomeGrayAsTheEyeWeighsThem() {
    assertThat(cutOf(Color.RED).pixel(20, 20)).isEqualTo(76); // 0.299 · 255
    assertThat(cutOf(Color.GREEN).pixel(20, 20)).isEqualTo(150); // 0.587 · 255
    assertThat(cutOf(Color.BLUE).pixel(20, 20)).isEqualTo(29); // 0.114 · 255
  }

  @Test
  void shrinkingByAreaAveragesAllPixels() {
    BufferedImage stripes = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 96 * 96; i++) {
      stripes.getRaster().setSample(i % 96, i / 96, 0, i % 2 * 200);
    }
    try (Picture picture = Picture.of(stripes)) {
      FaceCropper byArea = new FaceCropper(FaceCrop.AS_FOUND, Downscaling.AREA);
      FaceImage face = byArea.crop(picture, BoundingBox.ofSize(0, 0, 96, 96));
      assertThat(face.pixel(0, 0)).isEqualTo(picturesMean(picture));
      assertThat(face.pixel(30, 17)).isEqualTo(picturesMean(picture));
    }
  }

  /** Stripes two pixels wide, which taking every fifth pixel would turn into broad ones. */
  @Test
  void shrinkingByAreaThenCubicShowsNoPatternThatIsNotThere() {
    BufferedImage stripes = new BufferedImage(240, 240, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 240 * 240; i++) {
      stripes.getRaster().setSample(i % 240, i / 240, 0, i % 240 / 2 % 2 * 200);
    }

    double bySteps = deviation(cut(stripes, Downscaling.AREA_THEN_CUBIC));
    double byCubicAlone = deviation(cut(stripes, Downscaling.CUBIC));

    assertThat(bySteps).isLessThan(0.4 * byCubicAlone);
  }

  @Test
  void shrinkingByAreaThenCubicBlursAnEnlargedFaceLessThanByArea() {
    byte[] pixels = new byte[FaceImage.PIXELS];
    new Random(3).nextBytes(pixels);
    FaceImage face = FaceImage.of(pixels);
    BufferedImage enlarged = enlarged(face, 200);

    double bySteps = difference(cut(enlarged, Downscaling.AREA_THEN_CUBIC), face);
    double byArea = difference(cut(enlarged, Downscaling.AREA), face);

    assertThat(bySteps).isLessThan(0.6 * byArea);
  }

  private static FaceImage cut(BufferedImage image, Downscaling shrinking) {
    try (Picture picture = Picture.of(image)) {
      return new FaceCropper(FaceCrop.AS_FOUND, shrinking)
          .crop(picture, BoundingBox.ofSize(0, 0, image.getWidth(), image.getHeight()));
    }
  }

  private static BufferedImage enlarged(FaceImage face, int side) {
    BufferedImage small = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < FaceImage.PIXELS; i++) {
      small.getRaster().setSample(i % 48, i / 48, 0, face.pixel(i % 48, i / 48));
    }
    BufferedImage large = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    try (Picture picture = Picture.of(small)) {
      Mat pixels = new Mat();
      Imgproc.resize(picture.gray(), pixels, new Size(side, side), 0, 0, Imgproc.INTER_CUBIC);
      byte[] bytes = new byte[side * side];
      pixels.get(0, 0, bytes);
      large.getRaster().setDataElements(0, 0, side, side, bytes);
    }
    return large;
  }

  private static double deviation(FaceImage face) {
    return Math.sqrt(
        IntStream.range(0, FaceImage.PIXELS)
            .mapToDouble(i -> Math.pow(face.pixel(i % 48, i / 48) - 100, 2))
            .average()
            .orElseThrow());
  }

  private static double difference(FaceImage one, FaceImage other) {
    return IntStream.range(0, FaceImage.PIXELS)
        .mapToDouble(i -> Math.abs(one.pixel(i % 48, i / 48) - other.pixel(i % 48, i / 48)))
        .average()
        .orElseThrow();
  }

  @Test
  void beyondTheEdgeTheOutermostPixelsAreRepeated() {
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 10, 60);
    g.dispose();
    try (Picture picture = Picture.of(image)) {
      FaceImage face = asFound.crop(picture, BoundingBox.ofSize(-24, 6, 48, 48));
      assertThat(face.pixel(0, 20)).isEqualTo(255);
      assertThat(face.pixel(33, 20)).isEqualTo(255);
      assertThat(face.pixel(34, 20)).isZero();
    }
  }

  @Test
  void aBoxOutsideThePictureIsRefused() {
    try (Picture picture = Picture.of(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB))) {
      assertThatThrownBy(() -> asFound.crop(picture, BoundingBox.ofSize(50, 0, 20, 20)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[50, 0, 70, 20]")
          .hasMessageContaining("50x50");
    }
  }

  @Test
  void aFramingScalesAroundTheMiddleAndShiftsDownwards() {
    BoundingBox box = BoundingBox.ofSize(100, 200, 40, 60);
    assertThat(FaceCrop.AS_FOUND.square(box)).isEqualTo(BoundingBox.ofSize(90, 200, 60, 60));
    assertThat(new FaceCrop(1.5, 0).square(box)).isEqualTo(BoundingBox.ofSize(75, 185, 90, 90));
    assertThat(new FaceCrop(1, 0.1).square(box)).isEqualTo(BoundingBox.ofSize(90, 206, 60, 60));
    assertThatThrownBy(() -> new FaceCrop(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FaceCrop(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private FaceImage cutOf(Color color) {
    BufferedImage image = new BufferedImage(70, 70, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, 70, 70);
    g.dispose();
    try (Picture picture = Picture.of(image)) {
      return asFound.crop(picture, BoundingBox.ofSize(5, 5, 60, 60));
    }
  }

  private static int picturesMean(Picture picture) {
    double sum = picture.pixels().get(0, 0)[0] + picture.pixels().get(0, 1)[0];
    return (int) Math.round(sum / 2);
  }
}
