package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceImageTest {
  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void pixelsAreUnsignedAndRowByRow() {
    byte[] bytes = new byte[FaceImage.PIXELS];
    bytes[2 * FaceImage.SIDE + 5] = (byte) 200;
    assertThat(FaceImage.of(bytes).pixel(5, 2)).isEqualTo(200);
  }

  @Test
  void changingTheArraysOutsideLeavesTheImageAsItIs() {
    byte[] bytes = randomBytes(FaceImage.PIXELS);
    FaceImage image = FaceImage.of(bytes);
    FaceImage before = FaceImage.of(bytes);
    bytes[0]++;
    image.toBytes()[1]++;
    assertThat(image).isEqualTo(before).hasSameHashCodeAs(before);
  }

  @Test
  void flippingOnceExchangesLeftAndRightAndTwiceIsIdentity() {
    FaceImage image = FaceImage.of(randomBytes(FaceImage.PIXELS));
    assertThat(image.flipped().pixel(0, 3)).isEqualTo(image.pixel(47, 3));
    assertThat(image.flipped()).isNotEqualTo(image);
    assertThat(image.flipped().flipped()).isEqualTo(image);
  }

  @Test
  void copiesIntoFloatsAreZeroTo255() {
    FaceImage image = FaceImage.of(randomBytes(FaceImage.PIXELS));
    float[] floats = new float[FaceImage.PIXELS + 3];
    image.copyTo(floats, 3);
    assertThat(floats[3 + 48 + 1]).isEqualTo(image.pixel(1, 1));
    assertThat(floats[0]).isZero();
    byte[] bytes = new byte[FaceImage.PIXELS + 1];
    image.copyTo(bytes, 1);
    assertThat(FaceImage.copyOf(bytes, 1, FaceImage.PIXELS)).isEqualTo(image);
  }

  @Test
  void anotherNumberOfPixelsIsRefused() {
    assertThatThrownBy(() -> FaceImage.of(new byte[2303]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A face has 2304 pixels, not 2303");
    assertThatThrownBy(() -> FaceImage.copyOf(new byte[2304], 1, 2304))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
