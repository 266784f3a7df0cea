package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.FaceImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
  private static final int SIDE = FaceImage.SIDE;
  private static final int DRAWS = 400;
  private static final FaceImage FACE = Faces.noise(1, 40, 210);

  private static final Augmentation NONE = new Augmentation(0, 0, 0, 1, 1, 0, 0, 0, 0, 0);
  private static final Augmentation WARPED = NONE.withFlip(0.5).withRotation(30).withShift(0.2);
  private static final Augmentation ALL =
      WARPED
          .withZoom(0.85, 1.15)
          .withBrightness(0.2)
          .withContrast(0.2)
          .withRandomErasing(0.3)
          .withErasingArea(0.02, 0.2);

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 40, 48, 64})
  void withoutVariationAFaceIsOnlyResized(int side) {
    float[] resized = new float[side * side];
    AffineWarp.of(false, 0, 0, 0, 1).apply(FACE, resized, 0, side);

    assertThat(apply(NONE, 7, side)).isEqualTo(resized);
  }

  @Test
  void withoutVariationAFaceOfTheSameSideKeepsItsPixels() {
    assertThat(apply(NONE, 7, SIDE)).isEqualTo(Faces.floats(FACE));
  }

  @Test
  void sameSeedGivesTheSameFaceOnManyThreads() {
    List<float[]> one = IntStream.range(0, 100).mapToObj(seed -> apply(ALL, seed, 40)).toList();
    List<float[]> many =
        IntStream.range(0, 100).parallel().mapToObj(seed -> apply(ALL, seed, 40)).toList();

    assertThat(many).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void neighbouringSeedsGiveUnrelatedFaces() {
    Augmentation turning = new Augmentation(0, 90, 0, 1, 1, 0, 0, 0, 0, 0);
    List<Double> brightness = new ArrayList<>();
    for (long seed = 0; seed < DRAWS; seed++) {
      brightness.add((double) apply(turning, seed, SIDE)[SIDE * 3 + 5]);
    }
    assertThat(correlationOfNeighbours(brightness)).isCloseTo(0, within(0.2));
    assertThat(apply(WARPED, 1, SIDE)).isNotEqualTo(apply(WARPED, 2, SIDE));
  }

  @Test
  void onlyTheGivenStretchOfTheTargetIsWritten() {
    float[] target = new float[3 * 32 * 32];
    Arrays.fill(target, -1);

    ALL.apply(FACE, 5, target, 32 * 32, 32);

    assertThat(Arrays.copyOfRange(target, 0, 32 * 32)).containsOnly(-1f);
    assertThat(Arrays.copyOfRange(target, 32 * 32, 2 * 32 * 32)).isEqualTo(apply(ALL, 5, 32));
    assertThat(Arrays.copyOfRange(target, 2 * 32 * 32, 3 * 32 * 32)).containsOnly(-1f);
  }

  @Test
  void everyPixelStaysFrom0To255() {
    Augmentation wild = new Augmentation(0.5, 180, 1, 0.1, 10, 1, 1, 1, 0.02, 1);
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] face = apply(wild, seed, 40);
      assertThat(IntStream.range(0, face.length)).allMatch(i -> face[i] >= 0 && face[i] <= 255);
    }
  }

  @Test
  void flipComesWithItsProbability() {
    float[] original = Faces.floats(FACE);
    float[] flipped = Faces.floats(FACE.flipped());
    int flips = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] face = apply(new Augmentation(0.25, 0, 0, 1, 1, 0, 0, 0, 0, 0), seed, SIDE);
      boolean isFlipped = Arrays.equals(face, flipped);
      assertThat(isFlipped || Arrays.equals(face, original)).isTrue();
      flips += isFlipped ? 1 : 0;
    }
    assertThat(flips).isBetween(DRAWS / 4 - 40, DRAWS / 4 + 40);
  }

  @Test
  void shiftReachesItsRangeAndNotBeyond() {
    FaceImage ramp = Faces.of((x, y) -> 5 * x);
    double least = 0;
    double most = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] face = apply(new Augmentation(0, 0, 0.2, 1, 1, 0, 0, 0, 0, 0), ramp, seed);
      double shift = 24 - face[24 * SIDE + 24] / 5;
      least = Math.min(least, shift);
      most = Math.max(most, shift);
    }
    assertThat(least).isBetween(-0.2 * SIDE - 0.01, -0.18 * SIDE);
    assertThat(most).isBetween(0.18 * SIDE, 0.2 * SIDE + 0.01);
  }

  @Test
  void zoomAndRotationReachTheirRangesAndNotBeyond() {
    FaceImage ramp = Faces.of((x, y) -> 2 * x + y);
    double leastAngle = 0;
    double mostAngle = 0;
    double leastZoom = 9;
    double mostZoom = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] face = apply(new Augmentation(0, 30, 0, 0.9, 1.4, 0, 0, 0, 0, 0), ramp, seed);
      // The gradient (2, 1) turns with the picture and shrinks as it grows.
      double right = (face[24 * SIDE + 28] - face[24 * SIDE + 20]) / 8;
      double down = (face[28 * SIDE + 24] - face[20 * SIDE + 24]) / 8;
      double angle = Math.toDegrees(Math.atan2(down, right) - Math.atan2(1, 2));
      double zoom = Math.hypot(1, 2) / Math.hypot(right, down);
      leastAngle = Math.min(leastAngle, angle);
      mostAngle = Math.max(mostAngle, angle);
      leastZoom = Math.min(leastZoom, zoom);
      mostZoom = Math.max(mostZoom, zoom);
    }
    assertThat(leastAngle).isBetween(-30.3, -28.0);
    assertThat(mostAngle).isBetween(28.0, 30.3);
    assertThat(leastZoom).isBetween(0.89, 0.92);
    assertThat(mostZoom).isBetween(1.38, 1.41);
  }

  @Test
  void brightnessMultipliesEveryPixelByOneFactor() {
    FaceImage dark = Faces.noise(2, 20, 100);
    float[] source = Faces.floats(dark);
    double least = 9;
    double most = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] face = apply(new Augmentation(0, 0, 0, 1, 1, 0.2, 0, 0, 0, 0), dark, seed);
      double factor = face[0] / source[0];
      assertThat(IntStream.range(0, face.length))
          .allMatch(i -> Math.abs(face[i] / source[i] - factor) < 1e-5);
      least = Math.min(least, factor);
      most = Math.max(most, factor);
    }
    assertThat(least).isBetween(0.8, 0.81);
    assertThat(most).isBetween(1.19, 1.2001);
  }

  @Test
  void contrastLeavesTheMean() {
    FaceImage middle = Faces.noise(3, 100, 150);
    double mean = mean(Faces.floats(middle));
    for (int seed = 0; seed < 50; seed++) {
      float[] face = apply(new Augmentation(0, 0, 0, 1, 1, 0, 0.5, 0, 0, 0), middle, seed);
      assertThat(mean(face)).isCloseTo(mean, within(0.01));
      double factor = (face[0] - mean) / (middle.pixel(0, 0) - mean);
      assertThat(factor).isBetween(0.5, 1.5);
      assertThat((face[1] - mean) / (middle.pixel(1, 0) - mean)).isCloseTo(factor, within(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({"32", "48"})
  void erasingFillsOneRectangleWithinItsRangeOfAreas(int side) {
    FaceImage black = Faces.of((x, y) -> 0);
    Augmentation erasing = new Augmentation(0, 0, 0, 1, 1, 0, 0, 0.5, 0.05, 0.25);
    int erased = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      float[] face = new float[side * side];
      erasing.apply(black, seed, face, 0, side);
      int count = countNonZero(face);
      if (count > 0) {
        erased++;
        assertThat((double) count / face.length).isBetween(0.04, 0.27);
        assertThat(boundingArea(face, side)).as("nothing of it is left out").isEqualTo(count);
      }
    }
    assertThat(erased).isBetween(DRAWS / 2 - 50, DRAWS / 2 + 50);
  }

  @ParameterizedTest
  @CsvSource({
    "flip,             1.1, 0,   0,   1,   1,   0,   0,   0,   0,   0",
    "rotation,         0,   181, 0,   1,   1,   0,   0,   0,   0,   0",
    "shift,            0,   0,   -.1, 1,   1,   0,   0,   0,   0,   0",
    "zoom-min,         0,   0,   0,   0,   1,   0,   0,   0,   0,   0",
    "zoom-max,         0,   0,   0,   1.2, 1.1, 0,   0,   0,   0,   0",
    "brightness,       0,   0,   0,   1,   1,   2,   0,   0,   0,   0",
    "contrast,         0,   0,   0,   1,   1,   0,   NaN, 0,   0,   0",
    "random-erasing,   0,   0,   0,   1,   1,   0,   0,   -1,  0,   0",
    "erasing-area-min, 0,   0,   0,   1,   1,   0,   0,   0,   -1,  0",
    "erasing-area-max, 0,   0,   0,   1,   1,   0,   0,   0,   .5,  .4",
  })
  void numberOutsideItsRangeIsRefusedByName(
      String name,
      double flip,
      double rotation,
      double shift,
      double zoomMin,
      double zoomMax,
      double brightness,
      double contrast,
      double erasing,
      double areaMin,
      double areaMax) {
    assertThatThrownBy(
            () ->
                new Augmentation(
                    flip,
                    rotation,
                    shift,
                    zoomMin,
                    zoomMax,
                    brightness,
                    contrast,
                    erasing,
                    areaMin,
                    areaMax))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Setting " + name + " must be in ");
  }

  @Test
  void targetThatIsTooSmallIsRefused() {
    assertThatThrownBy(() -> WARPED.apply(FACE, 1, new float[100], 0, 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WARPED.apply(FACE, 1, new float[32 * 32], 1, 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WARPED.apply(FACE, 1, new float[32 * 32], 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WARPED.apply(FACE, 1, new float[9], 0, 65_536))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] apply(Augmentation augmentation, long seed, int side) {
    float[] target = new float[side * side];
    augmentation.apply(FACE, seed, target, 0, side);
    return target;
  }

  private static float[] apply(Augmentation augmentation, FaceImage image, long seed) {
    float[] target = new float[FaceImage.PIXELS];
    augmentation.apply(image, seed, target, 0, SIDE);
    return target;
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static int countNonZero(float[] pixels) {
    return (int) IntStream.range(0, pixels.length).filter(i -> pixels[i] != 0).count();
  }

  private static int boundingArea(float[] pixels, int side) {
    int[] places = IntStream.range(0, pixels.length).filter(i -> pixels[i] != 0).toArray();
    int left = Arrays.stream(places).map(i -> i % side).min().orElseThrow();
    int right = Arrays.stream(places).map(i -> i % side).max().orElseThrow();
    int top = places[0] / side;
    int bottom = places[places.length - 1] / side;
    return (right - left + 1) * (bottom - top + 1);
  }

  private static double correlationOfNeighbours(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double product = 0;
    double square = 0;
    for (int i = 1; i < values.size(); i++) {
      product += (values.get(i) - mean) * (values.get(i - 1) - mean);
      square += (values.get(i) - mean) * (values.get(i) - mean);
    }
    return product / square;
  }
}
