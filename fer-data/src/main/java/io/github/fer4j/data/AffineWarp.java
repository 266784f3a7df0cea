package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;

/**
 * A map from places of the result to places of the source, both in units of source pixels with the
 * middle of the picture at the origin: {@code u = ux x + uy y + u0}, {@code v = vx x + vy y + v0}.
 */
record AffineWarp(double ux, double uy, double u0, double vx, double vy, double v0) {
  /** Leaves everything where it is. */
  static final AffineWarp IDENTITY = new AffineWarp(1, 0, 0, 0, 1, 0);

  private static final double MIDDLE = FaceImage.SIDE / 2.0;
  private static final int LAST = FaceImage.SIDE - 1;

  /** Source pixels between two samples above which one bilinear sample would skip detail. */
  private static final double DENSE_ENOUGH = 1.05;

  /**
   * The inverse of: mirror, magnify about the middle, rotate about it, shift.
   *
   * @param flip whether to exchange left and right
   * @param radians angle, clockwise on the screen
   * @param shiftX to the right, in source pixels
   * @param shiftY downwards, in source pixels
   * @param zoom magnification
   */
  static AffineWarp of(boolean flip, double radians, double shiftX, double shiftY, double zoom) {
    double cos = Math.cos(radians) / zoom;
    double sin = Math.sin(radians) / zoom;
    double mirror = flip ? -1 : 1;
    return new AffineWarp(
        mirror * cos,
        mirror * sin,
        mirror * -(cos * shiftX + sin * shiftY),
        -sin,
        cos,
        sin * shiftX - cos * shiftY);
  }

  /** Writes the warped face as side x side floats. */
  void apply(FaceImage image, float[] target, int offset, int side) {
    double step = (double) FaceImage.SIDE / side;
    boolean dense = step * Math.max(Math.hypot(ux, vx), Math.hypot(uy, vy)) <= DENSE_ENOUGH;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x = (column + 0.5) * step - MIDDLE;
        double y = (row + 0.5) * step - MIDDLE;
        target[offset + row * side + column] =
            dense ? sample(image, x, y) : average(image, x, y, step / 4);
      }
    }
  }

  /** The mean of four samples in the middles of the result pixel's quarters. */
  private float average(FaceImage image, double x, double y, double quarter) {
    return (sample(image, x - quarter, y - quarter)
            + sample(image, x + quarter, y - quarter)
            + sample(image, x - quarter, y + quarter)
            + sample(image, x + quarter, y + quarter))
        / 4;
  }

  /** Bilinear, with the nearest edge pixel for places outside the source. */
  private float sample(FaceImage image, double x, double y) {
    float u = clamp(ux * x + uy * y + u0 + MIDDLE - 0.5);
    float v = clamp(vx * x + vy * y + v0 + MIDDLE - 0.5);
    int left = (int) u;
    int top = (int) v;
    int right = Math.min(left + 1, LAST);
    int bottom = Math.min(top + 1, LAST);
    float across = u - left;
    float down = v - top;
    float upper = image.pixel(left, top) * (1 - across) + image.pixel(right, top) * across;
    float lower = image.pixel(left, bottom) * (1 - across) + image.pixel(right, bottom) * across;
    return upper * (1 - down) + lower * down;
  }

  private static float clamp(double place) {
    return (float) Math.min(Math.max(place, 0), LAST);
  }
}
