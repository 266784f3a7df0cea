package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.util.Arrays;

/**
 * A map from places of the result to places of the source, both in units of source pixels with the
 * middle of the picture at the origin: {@code u = ux x + uy y + u0}, {@code v = vx x + vy y + v0}.
 */
record AffineWarp(double ux, double uy, double u0, double vx, double vy, double v0) {
  /** Leaves everything where it is. */
  private static final double MIDDLE = FaceImage.SIDE / 2.0;

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

  /**
   * Writes the warped face as side x side floats. Where the result is coarser than the source, each
   * of its pixels is the mean of four samples, in the middles of its quarters.
   */
  void apply(FaceImage image, float[] target, int offset, int side) {
    double step = (double) FaceImage.SIDE / side;
    double spacing = step * Math.max(Math.hypot(ux, vx), Math.hypot(uy, vy));
    int samples = spacing <= DENSE_ENOUGH ? 1 : 2;
    BilinearSource source = new BilinearSource(image);
    Arrays.fill(target, offset, offset + side * side, 0);
    for (int down = 0; down < samples; down++) {
      for (int across = 0; across < samples; across++) {
        double x = (across + 0.5) / samples * step - MIDDLE;
        double y = (down + 0.5) / samples * step - MIDDLE;
        addSamples(source, x, y, step, 1f / (samples * samples), target, offset, side);
      }
    }
  }

  /** Adds one sample to every pixel of the result, the first of them at (x, y). */
  private void addSamples(
      BilinearSource source,
      double x,
      double y,
      double step,
      float weight,
      float[] target,
      int offset,
      int side) {
    for (int row = 0; row < side; row++) {
      double rowY = y + row * step;
      source.addLine(
          ux * x + uy * rowY + u0 + MIDDLE,
          vx * x + vy * rowY + v0 + MIDDLE,
          ux * step,
          vx * step,
          weight,
          target,
          offset + row * side,
          side);
    }
  }
}
