package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Landmarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A find of YuNet's, before its coordinates are rounded to those of the picture.
 *
 * @param x left edge
 * @param y upper edge
 * @param width positive
 * @param height positive
 * @param landmarks in the same coordinates
 * @param score 0 to 1
 */
record YuNetFace(
    double x, double y, double width, double height, Landmarks landmarks, double score) {
  // Intersection over union, and share of the smaller box, from which on two finds are one face.
  private static final double SAME_FACE = 0.3;
  private static final double WITHIN = 0.5;

  // Beside a real face the network makes up others, which are seldom sure: docs/experiments.md.
  private static final double FURTHER_FACE = 0.04;

  private static final Comparator<YuNetFace> BEST_FIRST =
      Comparator.comparingDouble(YuNetFace::score)
          .reversed()
          .thenComparingDouble(YuNetFace::x)
          .thenComparingDouble(YuNetFace::y);

  /** Leaves of several finds at the same place the one with the best score; the best first. */
  static List<YuNetFace> best(List<YuNetFace> found) {
    List<YuNetFace> kept = new ArrayList<>();
    for (YuNetFace face : found.stream().sorted(BEST_FIRST).toList()) {
      if (kept.stream().noneMatch(face::isAtPlaceOf)) {
        kept.add(face);
      }
    }
    return kept;
  }

  /** The best face if its score is so high, and the others if theirs is higher by 0.04. */
  static List<YuNetFace> sure(List<YuNetFace> faces, double least) {
    double best = faces.stream().mapToDouble(YuNetFace::score).max().orElse(0);
    double leastOfOthers = Math.max(least, Math.min(best, least + FURTHER_FACE));
    return faces.stream().filter(face -> face.score() >= leastOfOthers).toList();
  }

  /** Whether another find is of the same face. */
  boolean isAtPlaceOf(YuNetFace other) {
    double shared = shared(other);
    double smaller = Math.min(width * height, other.width * other.height);
    return shared > WITHIN * smaller || intersectionOverUnion(other) > SAME_FACE;
  }

  double intersectionOverUnion(YuNetFace other) {
    double shared = shared(other);
    return shared / (width * height + other.width * other.height - shared);
  }

  private double shared(YuNetFace other) {
    double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    return Math.max(0, across) * Math.max(0, down);
  }

  /** The face in coordinates that are factors as large and then moved. */
  YuNetFace mapped(double factorX, double factorY, double right, double down) {
    return new YuNetFace(
        x * factorX + right,
        y * factorY + down,
        width * factorX,
        height * factorY,
        Landmarks.of(
            landmarks.points().stream()
                .map(
                    point ->
                        new Landmarks.Point(
                            point.x() * factorX + right, point.y() * factorY + down))
                .toList()),
        score);
  }

  /**
   * A face of a square that was cut out of a picture, in the picture: a box around the same middle,
   * not turned, and the points.
   *
   * @param side of the cut
   */
  YuNetFace inPicture(TurnedSquare square, int side) {
    Landmarks.Point middle = square.inPicture(x + width / 2, y + height / 2, side);
    double wide = width * square.side() / side;
    double high = height * square.side() / side;
    return new YuNetFace(
        middle.x() - wide / 2,
        middle.y() - high / 2,
        wide,
        high,
        Landmarks.of(
            landmarks.points().stream()
                .map(point -> square.inPicture(point.x(), point.y(), side))
                .toList()),
        score);
  }

  YuNetFace withLandmarks(Landmarks others) {
    return new YuNetFace(x, y, width, height, others, score);
  }

  YuNetFace withScore(double other) {
    return new YuNetFace(x, y, width, height, landmarks, other);
  }

  /** The face of a picture of this size; empty if it lies outside. */
  Optional<Detection> detection(int pictureWidth, int pictureHeight) {
    int left = (int) Math.round(x);
    int top = (int) Math.round(y);
    int right = (int) Math.round(x + width);
    int bottom = (int) Math.round(y + height);
    if (right <= left || bottom <= top) {
      return Optional.empty();
    }
    return new BoundingBox(left, top, right, bottom)
        .clippedTo(pictureWidth, pictureHeight)
        .map(box -> new Detection(box, score, Optional.of(landmarks)));
  }
}
