package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.internal.RandomSequence;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffineWarpTest {
  private static final AffineWarp IDENTITY = AffineWarp.of(false, 0, 0, 0, 1);
  private static final int SIDE = FaceImage.SIDE;

  /** Weights have 11 bits: at most 255 / 2048 of a gray for each of two directions. */
  private static final Offset<Float> ROUNDING = within(0.25f);

  @Test
  void identityLeavesEveryPixelExactly() {
    FaceImage image = Faces.noise(1, 0, 255);

    assertThat(warp(IDENTITY, image, SIDE)).isEqualTo(Faces.floats(image));
    assertThat(warp(AffineWarp.of(false, 0, 0, 0, 1), image, SIDE)).isEqualTo(Faces.floats(image));
  }

  @Test
  void flipExchangesLeftAndRight() {
    FaceImage image = Faces.noise(2, 0, 255);

    assertThat(warp(AffineWarp.of(true, 0, 0, 0, 1), image, SIDE))
        .isEqualTo(Faces.floats(image.flipped()));
  }

  @Test
  void halfTurnReversesThePixels() {
    FaceImage image = Faces.noise(3, 0, 255);
    FaceImage turned = Faces.of((x, y) -> image.pixel(SIDE - 1 - x, SIDE - 1 - y));

    assertThat(warp(AffineWarp.of(false, Math.PI, 0, 0, 1), image, SIDE))
        .containsExactly(Faces.floats(turned), ROUNDING);
  }

  @Test
  void quarterTurnIsClockwise() {
    FaceImage image = Faces.noise(4, 0, 255);
    FaceImage turned = Faces.of((x, y) -> image.pixel(y, SIDE - 1 - x));

    assertThat(warp(AffineWarp.of(false, Math.PI / 2, 0, 0, 1), image, SIDE))
        .containsExactly(Faces.floats(turned), ROUNDING);
  }

  @Test
  void shiftMovesRightAndDownAndRepeatsTheEdge() {
    FaceImage image = Faces.noise(5, 0, 255);
    FaceImage moved = Faces.of((x, y) -> image.pixel(Math.max(0, x - 3), Math.max(0, y - 7)));

    assertThat(warp(AffineWarp.of(false, 0, 3, 7, 1), image, SIDE)).isEqualTo(Faces.floats(moved));
  }

  @Test
  void shiftByHalfAPixelIsTheMeanOfNeighbours() {
    FaceImage image = Faces.of((x, y) -> x % 2 == 0 ? 0 : 100);

    float[] moved = warp(AffineWarp.of(false, 0, 0.5, 0, 1), image, SIDE);

    assertThat(moved[SIDE + 20]).isEqualTo(50);
    assertThat(moved[SIDE]).as("beyond the edge its pixel stands").isZero();
  }

  @Test
  void magnifyingSpreadsARampAboutTheMiddle() {
    FaceImage ramp = Faces.of((x, y) -> 4 * x);

    float[] magnified = warp(AffineWarp.of(false, 0, 0, 0, 2), ramp, SIDE);

    for (int x = 0; x < SIDE; x++) {
      float expected = 4 * ((x + 0.5f - 24) / 2 + 24 - 0.5f);
      assertThat(magnified[10 * SIDE + x]).isCloseTo(expected, ROUNDING);
    }
  }

  @Test
  void partsAreAppliedInTheOrderFlipZoomRotationShift() {
    FaceImage spot = Faces.of((x, y) -> x >= 33 && x <= 34 && y >= 23 && y <= 24 ? 255 : 0);

    float[] warped = warp(AffineWarp.of(true, Math.PI / 2, 5, 0, 1.5), spot, SIDE);

    // (10, 0) from the middle: flipped (-10, 0), zoomed (-15, 0), turned (0, -15), moved (5, -15).
    double[] centre = centreOfGravity(warped);
    assertThat(centre[0]).isCloseTo(5, within(0.05));
    assertThat(centre[1]).isCloseTo(-15, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 24, 32, 40, 47, 48, 64, 96})
  void anyWarpOfOneColourIsThatColour(int side) {
    FaceImage gray = Faces.of((x, y) -> 137);

    assertThat(warp(AffineWarp.of(true, 0.4, 9, -9, 0.8), gray, side)).containsOnly(137f);
  }

  @Test
  void noWarpLeavesTheRangeOfTheSource() {
    FaceImage image = Faces.noise(6, 60, 200);
    RandomSequence random = RandomSequence.ofMixed(1);
    for (int i = 0; i < 200; i++) {
      AffineWarp warp =
          AffineWarp.of(
              random.nextDouble() < 0.5,
              random.between(-4, 4),
              random.between(-60, 60),
              random.between(-60, 60),
              random.between(0.1, 10));
      int side = 20 + i % 40;

      float[] warped = warp(warp, image, side);
      assertThat(IntStream.range(0, warped.length))
          .allMatch(p -> warped[p] >= 60 && warped[p] <= 200);
    }
  }

  @Test
  void reducingAveragesFineDetailAndKeepsTheMean() {
    FaceImage stripes = Faces.of((x, y) -> x % 2 == 0 ? 0 : 200);

    float[] half = warp(IDENTITY, stripes, 24);
    float[] small = warp(IDENTITY, stripes, 32);

    assertThat(half).as("a pixel for each pair").containsOnly(100f);
    for (float pixel : small) {
      assertThat(pixel).isBetween(45f, 155f);
    }
    assertThat(mean(small)).isCloseTo(100, within(1.0));
  }

  @Test
  void rampStaysARampAtEverySide() {
    FaceImage ramp = Faces.of((x, y) -> 5 * y);
    for (int side : new int[] {32, 40, 64}) {
      float[] resized = warp(IDENTITY, ramp, side);
      for (int y = 2; y < side - 2; y++) {
        float expected = 5 * ((y + 0.5f) * SIDE / side - 0.5f);
        assertThat(resized[y * side + 3]).isCloseTo(expected, ROUNDING);
      }
    }
  }

  private static float[] warp(AffineWarp warp, FaceImage image, int side) {
    float[] target = new float[side * side];
    warp.apply(image, target, 0, side);
    return target;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** In pixels from the middle of the picture. */
  private static double[] centreOfGravity(float[] pixels) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < pixels.length; i++) {
      sum += pixels[i];
      x += pixels[i] * (i % SIDE + 0.5 - SIDE / 2.0);
      y += pixels[i] * (i / SIDE + 0.5 - SIDE / 2.0);
    }
    return new double[] {x / sum, y / sum};
  }
}
