package io.github.fer4j.dl4j;

/**
 * Loops over arrays with one index for all, each simple enough for the compiler to turn into vector
 * instructions. An offset between two arrays, or a branch, would make them five to ten times
 * slower.
 */
final class Loops {
  /** Makes 1 of any positive float that is not denormal, once cut off at 1. */
  private static final float HUGE = 1e38f;

  private Loops() {}

  /** x = max(0, x). */
  static void relu(float[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = Math.max(0, x[i]);
    }
  }

  /** g = 0 where x is not positive. */
  static void gate(float[] g, float[] x, int length) {
    for (int i = 0; i < length; i++) {
      g[i] *= Math.min(1, Math.max(0, x[i] * HUGE));
    }
  }

  /** y = x · scale + shift. */
  static void scaleAndShift(float[] y, float[] x, float[] scale, float[] shift, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = x[i] * scale[i] + shift[i];
    }
  }

  /** y = x - centre. */
  static void centre(float[] y, float[] x, float[] centre, int length) {
    for (int i = 0; i < length; i++) {
      y[i] = x[i] - centre[i];
    }
  }

  /** Adds the distances of x from the centre to the sums, and their squares to the squares. */
  static void addMoments(float[] sum, float[] square, float[] x, float[] centre, int length) {
    for (int i = 0; i < length; i++) {
      float distance = x[i] - centre[i];
      sum[i] += distance;
      square[i] += distance * distance;
    }
  }

  /** Adds g to the sums, and g · (x - centre) to the products. */
  static void addProducts(
      float[] sum, float[] product, float[] g, float[] x, float[] centre, int length) {
    for (int i = 0; i < length; i++) {
      sum[i] += g[i];
      product[i] += g[i] * (x[i] - centre[i]);
    }
  }

  /** g = scale · g + slope · x + offset. */
  static void combine(
      float[] g, float[] x, float[] scale, float[] slope, float[] offset, int length) {
    for (int i = 0; i < length; i++) {
      g[i] = scale[i] * g[i] + slope[i] * x[i] + offset[i];
    }
  }
}
