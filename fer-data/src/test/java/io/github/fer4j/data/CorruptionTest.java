package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.FaceImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptionTest {
  /** Dark, with a bright square of 8x8 in the middle. */
  private static final FaceImage SQUARE = square(20, 28);

  @ParameterizedTest
  @EnumSource
  void strengthNoneLeavesTheFaceAsItIs(Corruption corruption) {
    assertThat(corruption.apply(SQUARE, 0, 1)).isEqualTo(SQUARE);
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSamePicture(Corruption corruption) {
    double strength = corruption.strengths().get(1);
    assertThat(corruption.apply(SQUARE, strength, 7))
        .isEqualTo(corruption.apply(SQUARE, strength, 7));
  }

  @ParameterizedTest
  @EnumSource
  void moreStrengthTakesThePictureFartherAway(Corruption corruption) {
    assertThat(corruption.strengths()).isSorted().hasSize(4);
    double little = distance(SQUARE, corruption.apply(SQUARE, corruption.strengths().get(0), 3));
    double much = distance(SQUARE, corruption.apply(SQUARE, corruption.strengths().get(3), 3));
    assertThat(little).isPositive().isLessThan(much);
  }

  @Test
  void blurKeepsTheSumOfLight() {
    FaceImage blurred = Corruption.BLUR.apply(SQUARE, 2, 1);
    assertThat(sum(blurred)).isCloseTo(sum(SQUARE), within(FaceImage.PIXELS / 2.0));
    assertThat(blurred.pixel(24, 24)).isLessThan(SQUARE.pixel(24, 24));
    assertThat(blurred.pixel(18, 24)).isGreaterThan(SQUARE.pixel(18, 24));
  }

  @Test
  void noiseHasTheDeviationThatItIsAskedFor() {
    FaceImage gray = square(0, 0);
    FaceImage noisy = Corruption.NOISE.apply(gray, 16, 1);
    assertThat(Math.sqrt(distance(gray, noisy) / FaceImage.PIXELS)).isCloseTo(16, within(1.0));
  }

  @Test
  void brightnessMovesEveryPixelByTheStrength() {
    int moved = Corruption.BRIGHTNESS.apply(SQUARE, 20, 1).pixel(0, 0) - SQUARE.pixel(0, 0);
    assertThat(Math.abs(moved)).isEqualTo(20);
  }

  @Test
  void shiftMovesTheMiddleOfTheLightByTheStrength() {
    FaceImage shifted = Corruption.SHIFT.apply(SQUARE, 6, 1);
    double right = centre(shifted, true) - centre(SQUARE, true);
    double down = centre(shifted, false) - centre(SQUARE, false);
    assertThat(Math.hypot(right, down)).isCloseTo(6, within(0.1));
  }

  @Test
  void negativeStrengthIsRefused() {
    assertThatThrownBy(() -> Corruption.BLUR.apply(SQUARE, -1, 1)).hasMessageContaining("-1");
  }

  private static FaceImage square(int from, int to) {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % FaceImage.SIDE;
      int y = i / FaceImage.SIDE;
      boolean inside = x >= from && x < to && y >= from && y < to;
      pixels[i] = (byte) (inside ? 160 : 90);
    }
    return FaceImage.of(pixels);
  }

  private static double distance(FaceImage a, FaceImage b) {
    double sum = 0;
    for (int i = 0; i < FaceImage.PIXELS; i++) {
      int x = i % FaceImage.SIDE;
      int y = i / FaceImage.SIDE;
      sum += Math.pow(a.pixel(x, y) - b.pixel(x, y), 2);
    }
    return sum;
  }

  private static double sum(FaceImage image) {
    double sum = 0;
    for (byte pixel : image.toBytes()) {
      sum += pixel & 0xFF;
    }
    return sum;
  }

  /** Centre of what is brighter than the background. */
  private static double centre(FaceImage image, boolean across) {
    double weights = 0;
    double sum = 0;
    for (int i = 0; i < FaceImage.PIXELS; i++) {
      int x = i % FaceImage.SIDE;
      int y = i / FaceImage.SIDE;
      double weight = image.pixel(x, y) - 90;
      weights += weight;
      sum += weight * (across ? x : y);
    }
    return sum / weights;
  }
}
