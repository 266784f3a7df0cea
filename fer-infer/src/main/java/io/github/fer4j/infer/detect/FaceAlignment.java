package io.github.fer4j.infer.detect;

import io.github.fer4j.core.Landmarks;
import java.util.List;

/**
 * How far a face is tilted, by where eyes, nose and mouth lie in the faces of FER2013, which are
 * nearly upright.
 */
final class FaceAlignment {
  // Medians over faces of PublicTest, made symmetrical, as shares of the side: docs/experiments.md.
  private static final Landmarks FRAME =
      new Landmarks(
          new Landmarks.Point(0.315, 0.384),
          new Landmarks.Point(0.685, 0.384),
          new Landmarks.Point(0.5, 0.587),
          new Landmarks.Point(0.346, 0.744),
          new Landmarks.Point(0.654, 0.744));

  // FER2013's own faces are tilted by this much too.
  private static final double LEAST_TILT = Math.toRadians(15);

  private FaceAlignment() {}

  /** Whether a face is tilted so much that its square should be turned. */
  static boolean isTilted(Landmarks face) {
    return Math.abs(angle(face)) >= LEAST_TILT;
  }

  /** By how much a face is turned clockwise, in radians from -pi to pi. */
  static double angle(Landmarks face) {
    return square(face).angle();
  }

  /**
   * The square that shows a face as FER2013 does, its eyes level: the similarity transform that
   * leads the frame's points to the face's with the least sum of squared distances (S. Umeyama,
   * IEEE Transactions on Pattern Analysis and Machine Intelligence 13, 1991).
   */
  static TurnedSquare square(Landmarks face) {
    List<Landmarks.Point> from = FRAME.points();
    List<Landmarks.Point> to = face.points();
    Landmarks.Point fromMean = mean(from);
    Landmarks.Point toMean = mean(to);
    double cos = 0;
    double sin = 0;
    double spread = 0;
    for (int i = 0; i < from.size(); i++) {
      double x = from.get(i).x() - fromMean.x();
      double y = from.get(i).y() - fromMean.y();
      double right = to.get(i).x() - toMean.x();
      double down = to.get(i).y() - toMean.y();
      cos += x * right + y * down;
      sin += x * down - y * right;
      spread += x * x + y * y;
    }
    cos /= spread;
    sin /= spread;
    double x = 0.5 - fromMean.x();
    double y = 0.5 - fromMean.y();
    return new TurnedSquare(
        toMean.x() + cos * x - sin * y,
        toMean.y() + sin * x + cos * y,
        Math.max(1, Math.hypot(cos, sin)),
        Math.atan2(sin, cos));
  }

  private static Landmarks.Point mean(List<Landmarks.Point> points) {
    return new Landmarks.Point(
        points.stream().mapToDouble(Landmarks.Point::x).average().orElseThrow(),
        points.stream().mapToDouble(Landmarks.Point::y).average().orElseThrow());
  }
}
