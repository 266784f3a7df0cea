package io.github.fer4j.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InputBlurTest {
  private static final InputBlur EIGHTH = new InputBlur(0.125);

  @Test
  void aBrightPixelSpreadsOverItsNeighbours() {
    float[] pixels = new float[25];
    pixels[12] = 64;

    EIGHTH.apply(pixels, 5);

    assertThat(pixels)
        .containsExactly(
            0, 0, 0, 0, 0, //
            0, 1, 6, 1, 0, //
            0, 6, 36, 6, 0, //
            0, 1, 6, 1, 0, //
            0, 0, 0, 0, 0);
  }

  @Test
  void outsideAPictureTheNearestEdgePixelStands() {
    float[] pixels = {
      8, 0, 0, //
      0, 0, 0, //
      0, 0, 0
    };

    EIGHTH.apply(pixels, 3);

    // The corner itself, the pixels above and to the left of it, and the one between those.
    assertThat(pixels[0]).isEqualTo(8 * 0.875f * 0.875f);
    assertThat(pixels[1]).isEqualTo(8 * 0.125f * 0.875f);
    assertThat(pixels[4]).isEqualTo(8 * 0.125f * 0.125f);
    assertThat(pixels[8]).isZero();
  }

  @Test
  void picturesDoNotRunIntoOneAnother() {
    float[] pixels = {9, 9, 9, 9, 1, 1, 1, 1};

    EIGHTH.apply(pixels, 2);

    assertThat(pixels).containsExactly(9, 9, 9, 9, 1, 1, 1, 1);
  }

  @Test
  void itIsTheMeanOfBilinearReadingsAtAllOffsets() {
    float[] line = {3, 50, 7};
    double mean = 0;
    int readings = 10_000;
    for (int i = 0; i < readings; i++) {
      double t = (i + 0.5) / readings - 0.5;
      mean += ((1 - Math.abs(t)) * line[1] + Math.abs(t) * line[t < 0 ? 0 : 2]) / readings;
    }
    float[] rows = {3, 50, 7, 3, 50, 7, 3, 50, 7};

    EIGHTH.apply(rows, 3);

    assertThat((double) rows[4]).isCloseTo(mean, within(1e-4));
  }

  @Test
  void noneLeavesThePicturesAlone() {
    float[] pixels = {1, 2, 3, 4};

    InputBlur.NONE.apply(pixels, 2);

    assertThat(pixels).containsExactly(1, 2, 3, 4);
    assertThat(InputBlur.NONE.isNone()).isTrue();
    assertThat(EIGHTH.isNone()).isFalse();
  }

  @Test
  void aWeightOutsideItsRangeIsRefused() {
    for (double weight : new double[] {-0.01, 0.26, Double.NaN}) {
      assertThatThrownBy(() -> new InputBlur(weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Setting input-blur must be in 0.0 to 0.25");
    }
  }
}
