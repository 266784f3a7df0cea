package io.github.fer4j.train.network;

import io.github.fer4j.core.internal.Ranges;

/**
 * The slight blur that a network trained on warped pictures is shown untouched pictures through.
 * Augmentation reads between pixels, bilinearly, so that a network never meets a picture as sharp
 * as those it is then to judge. A row read at an offset of t pixels, -1/2 to 1/2, is a pixel's
 * {@code 1 - |t|} and its neighbour's {@code |t|}; over all offsets that is 3/4 of the pixel and
 * 1/8 of each neighbour. Outside a picture the nearest edge pixel stands, as in augmentation.
 *
 * @param weight of either neighbour in a row and in a column, 0 (none) to 0.25
 */
public record InputBlur(double weight) {
  /** Pictures as they are. */
  public static final InputBlur NONE = new InputBlur(0);

  /** Width of the kernel. */
  public static final int SIDE = 3;

  private static final double GREATEST = 0.25;

  /**
   * @throws IllegalArgumentException if the weight is outside its range
   */
  public InputBlur {
    Ranges.within("input-blur", weight, 0, GREATEST);
  }

  /** Whether it changes nothing. */
  public boolean isNone() {
    return weight == 0;
  }

  /** The weights of a pixel and its eight neighbours, row by row; their sum is 1. */
  public float[] kernel() {
    double[] line = {weight, 1 - 2 * weight, weight};
    float[] kernel = new float[SIDE * SIDE];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (line[i / SIDE] * line[i % SIDE]);
    }
    return kernel;
  }

  /**
   * Blurs gray pictures in place.
   *
   * @param pixels of n pictures, [n, side, side]
   */
  public void apply(float[] pixels, int side) {
    if (isNone()) {
      return;
    }
    float[] source = pixels.clone();
    float[] kernel = kernel();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = blurred(source, i - i % (side * side), i / side % side, i % side, side, kernel);
    }
  }

  private static float blurred(
      float[] source, int picture, int y, int x, int side, float[] kernel) {
    float sum = 0;
    for (int k = 0; k < kernel.length; k++) {
      int row = Math.max(0, Math.min(side - 1, y + k / SIDE - 1));
      int column = Math.max(0, Math.min(side - 1, x + k % SIDE - 1));
      sum += kernel[k] * source[picture + row * side + column];
    }
    return sum;
  }
}
