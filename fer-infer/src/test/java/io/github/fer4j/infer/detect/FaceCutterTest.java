package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.picture.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FaceCutterTest {
  private final FaceCutter asFound = new FaceCutter(FaceFraming.AS_FOUND);

  @Test
  void aBoxOfTheNetworksSizeIsTakenPixelByPixel() {
    BufferedImage image = new BufferedImage(100, 80, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 100 * 80; i++) {
      image.getRaster().setSample(i % 100, i / 100, 0, i * 7 % 256);
    }
    try (Picture picture = Picture.of(image)) {
      FaceImage face = asFound.cut(picture, BoundingBox.ofSize(20, 10, 48, 48));
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
  void shrinkingAveragesAllPixels() {
    BufferedImage stripes = new BufferedImage(96, 96, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 96 * 96; i++) {
      stripes.getRaster().setSample(i % 96, i / 96, 0, i % 2 * 200);
    }
    try (Picture picture = Picture.of(stripes)) {
      FaceImage face = asFound.cut(picture, BoundingBox.ofSize(0, 0, 96, 96));
      assertThat(face.pixel(0, 0)).isEqualTo(picturesMean(picture));
      assertThat(face.pixel(30, 17)).isEqualTo(picturesMean(picture));
    }
  }

  @Test
  void beyondTheEdgeTheOutermostPixelsAreRepeated() {
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 10, 60);
    g.dispose();
    try (Picture picture = Picture.of(image)) {
      FaceImage face = asFound.cut(picture, BoundingBox.ofSize(-24, 6, 48, 48));
      assertThat(face.pixel(0, 20)).isEqualTo(255);
      assertThat(face.pixel(33, 20)).isEqualTo(255);
      assertThat(face.pixel(34, 20)).isZero();
    }
  }

  @Test
  void aBoxOutsideThePictureIsRefused() {
    try (Picture picture = Picture.of(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB))) {
      assertThatThrownBy(() -> asFound.cut(picture, BoundingBox.ofSize(50, 0, 20, 20)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[50, 0, 70, 20]")
          .hasMessageContaining("50x50");
    }
  }

  @Test
  void aFramingScalesAroundTheMiddleAndShiftsDownwards() {
    BoundingBox box = BoundingBox.ofSize(100, 200, 40, 60);
    assertThat(FaceFraming.AS_FOUND.square(box)).isEqualTo(BoundingBox.ofSize(90, 200, 60, 60));
    assertThat(new FaceFraming(1.5, 0).square(box)).isEqualTo(BoundingBox.ofSize(75, 185, 90, 90));
    assertThat(new FaceFraming(1, 0.1).square(box)).isEqualTo(BoundingBox.ofSize(90, 206, 60, 60));
    assertThatThrownBy(() -> new FaceFraming(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FaceFraming(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private FaceImage cutOf(Color color) {
    BufferedImage image = new BufferedImage(70, 70, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, 70, 70);
    g.dispose();
    try (Picture picture = Picture.of(image)) {
      return asFound.cut(picture, BoundingBox.ofSize(5, 5, 60, 60));
    }
  }

  private static int picturesMean(Picture picture) {
    double sum = picture.pixels().get(0, 0)[0] + picture.pixels().get(0, 1)[0];
    return (int) Math.round(sum / 2);
  }
}
