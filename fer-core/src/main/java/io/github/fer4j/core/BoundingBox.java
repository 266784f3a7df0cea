package io.github.fer4j.core;

import java.util.Optional;

/**
 * A rectangle in a picture, in whole pixels from the top left corner. The right and lower edges are
 * not part of it, so {@code x2 - x1} is its width. It may reach beyond the picture.
 *
 * @param x1 left edge, inclusive
 * @param y1 upper edge, inclusive
 * @param x2 right edge, exclusive; greater than x1
 * @param y2 lower edge, exclusive; greater than y1
 */
public record BoundingBox(int x1, int y1, int x2, int y2) {

  /**
   * @throws IllegalArgumentException if the width or height is not positive
   */
  public BoundingBox {
    if (x2 <= x1 || y2 <= y1) {
      throw new IllegalArgumentException(
          "A box needs a positive size, not [" + x1 + ", " + y1 + ", " + x2 + ", " + y2 + "]");
    }
  }

  /** A box from its upper left corner and its size in pixels. */
  public static BoundingBox ofSize(int x, int y, int width, int height) {
    return new BoundingBox(x, y, Math.addExact(x, width), Math.addExact(y, height));
  }

  /** Width in pixels. */
  public int width() {
    return x2 - x1;
  }

  /** Height in pixels. */
  public int height() {
    return y2 - y1;
  }

  /** Area in pixels. */
  public long area() {
    return (long) width() * height();
  }

  /** The part of this box inside a picture of this size, or empty if there is none. */
  public Optional<BoundingBox> clippedTo(int width, int height) {
    int left = Math.max(0, x1);
    int top = Math.max(0, y1);
    int right = Math.min(width, x2);
    int bottom = Math.min(height, y2);
    return left < right && top < bottom
        ? Optional.of(new BoundingBox(left, top, right, bottom))
        : Optional.empty();
  }

  /** Area shared with another box over the area that either covers, 0 to 1 (Jaccard index). */
  public double intersectionOverUnion(BoundingBox other) {
    long width = (long) Math.min(x2, other.x2) - Math.max(x1, other.x1);
    long height = (long) Math.min(y2, other.y2) - Math.max(y1, other.y1);
    if (width <= 0 || height <= 0) {
      return 0;
    }
    long shared = width * height;
    return (double) shared / (area() + other.area() - shared);
  }

  /** The seed project's text form: {@code [x1, y1, x2, y2]}. */
  public String coordinates() {
    return "[" + x1 + ", " + y1 + ", " + x2 + ", " + y2 + "]";
  }
}
