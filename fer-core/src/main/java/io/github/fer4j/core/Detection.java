package io.github.fer4j.core;

import java.util.Objects;
import java.util.Optional;

/**
 * A face that a detector found in a picture.
 *
 * @param box where the face is, in pixels of the picture
 * @param score how sure the detector is, 0 or more and finite. Each detector has its own scale:
 *     YuNet's runs from 0 to 1, a cascade's is the number of overlapping finds. Scores of one
 *     detector can be compared with each other.
 * @param landmarks five points of the face, if the detector gives them
 */
public record Detection(BoundingBox box, double score, Optional<Landmarks> landmarks) {

  /**
   * @throws IllegalArgumentException if the score is negative or not finite
   */
  public Detection {
    Objects.requireNonNull(box, "box");
    Objects.requireNonNull(landmarks, "landmarks");
    if (!(score >= 0) || Double.isInfinite(score)) {
      throw new IllegalArgumentException("score must be finite and 0 or more, was " + score);
    }
  }

  /** A detection without landmarks. */
  public Detection(BoundingBox box, double score) {
    this(box, score, Optional.empty());
  }

  /** A face whose place is given, not detected: score 1, no landmarks. */
  public static Detection of(BoundingBox box) {
    return new Detection(box, 1);
  }

  /** The same face, in the coordinates of a picture whose origin is moved by (-x, -y). */
  public Detection translated(int x, int y) {
    return new Detection(
        BoundingBox.ofSize(box.x1() + x, box.y1() + y, box.width(), box.height()),
        score,
        landmarks.map(points -> points.translated(x, y)));
  }
}
