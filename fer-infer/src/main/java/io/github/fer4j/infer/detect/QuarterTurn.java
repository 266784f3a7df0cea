package io.github.fer4j.infer.detect;

import io.github.fer4j.core.Landmarks;
import java.util.function.UnaryOperator;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The ways in which a picture can lie that is not upright. */
enum QuarterTurn {
  CLOCKWISE(Core.ROTATE_90_CLOCKWISE),
  HALF(Core.ROTATE_180),
  COUNTERCLOCKWISE(Core.ROTATE_90_COUNTERCLOCKWISE);

  private final int code;

  QuarterTurn(int code) {
    this.code = code;
  }

  /** The picture turned, which the caller releases. */
  Mat turned(Mat picture) {
    Mat turned = new Mat();
    Core.rotate(picture, turned, code);
    return turned;
  }

  /**
   * A face of the turned picture as one of the picture.
   *
   * @param width of the picture before it was turned
   * @param height of the picture before it was turned
   */
  YuNetFace back(YuNetFace face, int width, int height) {
    UnaryOperator<Landmarks.Point> turn = point -> back(point, width, height);
    Landmarks.Point first = turn.apply(new Landmarks.Point(face.x(), face.y()));
    Landmarks.Point opposite =
        turn.apply(new Landmarks.Point(face.x() + face.width(), face.y() + face.height()));
    return new YuNetFace(
        Math.min(first.x(), opposite.x()),
        Math.min(first.y(), opposite.y()),
        Math.abs(first.x() - opposite.x()),
        Math.abs(first.y() - opposite.y()),
        Landmarks.of(face.landmarks().points().stream().map(turn).toList()),
        face.score());
  }

  private Landmarks.Point back(Landmarks.Point point, int width, int height) {
    return switch (this) {
      case CLOCKWISE -> new Landmarks.Point(point.y(), height - point.x());
      case HALF -> new Landmarks.Point(width - point.x(), height - point.y());
      case COUNTERCLOCKWISE -> new Landmarks.Point(width - point.y(), point.x());
    };
  }
}
