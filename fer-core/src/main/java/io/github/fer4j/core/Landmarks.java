package io.github.fer4j.core;

import java.util.List;
import java.util.Objects;

/**
 * Five points of a face, in pixels of the picture, in the order of YuNet. Right and left are the
 * person's own: the right eye of an upright face is on the left of the picture. A point may lie
 * outside the picture.
 *
 * @param rightEye centre of the right eye
 * @param leftEye centre of the left eye
 * @param noseTip tip of the nose
 * @param rightMouthCorner right corner of the mouth
 * @param leftMouthCorner left corner of the mouth
 */
public record Landmarks(
    Point rightEye, Point leftEye, Point noseTip, Point rightMouthCorner, Point leftMouthCorner) {

  public Landmarks {
    Objects.requireNonNull(rightEye, "rightEye");
    Objects.requireNonNull(leftEye, "leftEye");
    Objects.requireNonNull(noseTip, "noseTip");
    Objects.requireNonNull(rightMouthCorner, "rightMouthCorner");
    Objects.requireNonNull(leftMouthCorner, "leftMouthCorner");
  }

  /**
   * A point in a picture.
   *
   * @param x pixels from the left edge, finite
   * @param y pixels from the upper edge, finite
   */
  public record Point(double x, double y) {
    /**
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    public Point {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException("a point must be finite, was (" + x + ", " + y + ")");
      }
    }
  }

  /**
   * The five points from a list in the order of the components.
   *
   * @throws IllegalArgumentException if there are not five
   */
  public static Landmarks of(List<Point> points) {
    if (points.size() != 5) {
      throw new IllegalArgumentException("expected 5 landmarks, found " + points.size());
    }
    return new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
  }

  /** The five points in the order of the components. */
  public List<Point> points() {
    return List.of(rightEye, leftEye, noseTip, rightMouthCorner, leftMouthCorner);
  }

  /** All points moved by (x, y) pixels. */
  public Landmarks translated(double x, double y) {
    return of(points().stream().map(point -> new Point(point.x + x, point.y + y)).toList());
  }
}
