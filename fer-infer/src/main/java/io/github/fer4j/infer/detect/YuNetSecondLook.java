package io.github.fer4j.infer.detect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Looks at a doubtful or tilted find again: alone, turned upright, and at the size at which the
 * network sees best.
 */
final class YuNetSecondLook {
  // A find of this score needs no second look for its score.
  private static final double SURE_SCORE = 0.85;
  private static final double DOUBTFUL_SCORE = 0.15;

  // The second look says more of a tilted face than the first one, which saw it tilted. Chosen
  // together with the default of minScore: docs/experiments.md.
  private static final double FIRST_WEIGHT = 0.4;

  private static final double SLIGHT_TILT = Math.toRadians(4);
  private static final double LEVEL = Math.toRadians(5);
  private static final int MOST_LOOKS = 3;

  private static final int SIDE = 224;
  private static final int FACE_SIDE = 150;

  private final YuNetNetwork network;
  private final Mat picture;

  YuNetSecondLook(YuNetNetwork network, Mat picture) {
    this.network = network;
    this.picture = picture;
  }

  /** The least score of a first look that a second one can lift to this score. */
  static double leastFirstScore(double minScore) {
    return Math.max(DOUBTFUL_SCORE, (minScore - (1 - FIRST_WEIGHT)) / FIRST_WEIGHT);
  }

  /**
   * The face with the weighted mean of both scores and the points of the second look, if it needs
   * one. The network takes tilted faces for less tilted than they are: what is still tilted when it
   * was turned is turned again.
   */
  YuNetFace of(YuNetFace face) {
    boolean sure = face.score() >= SURE_SCORE;
    if (sure && Math.abs(FaceAlignment.angle(face.landmarks())) < SLIGHT_TILT) {
      return face;
    }
    YuNetFace best = face;
    double close = 0;
    for (int look = 0; look < MOST_LOOKS; look++) {
      TurnedSquare square = around(face, FaceAlignment.angle(best.landmarks()));
      Optional<YuNetFace> again = closeUp(square);
      if (again.isEmpty()) {
        break;
      }
      close = again.get().score();
      best = again.get().inPicture(square, SIDE);
      if (Math.abs(FaceAlignment.angle(again.get().landmarks())) < LEVEL) {
        break;
      }
    }
    double mean = FIRST_WEIGHT * face.score() + (1 - FIRST_WEIGHT) * close;
    return face.withLandmarks(best.landmarks()).withScore(sure ? face.score() : mean);
  }

  private static TurnedSquare around(YuNetFace face, double angle) {
    return new TurnedSquare(
        face.x() + face.width() / 2,
        face.y() + face.height() / 2,
        Math.max(face.width(), face.height()) * SIDE / FACE_SIDE,
        angle);
  }

  private Optional<YuNetFace> closeUp(TurnedSquare square) {
    Mat cut = square.cut(picture, SIDE);
    try {
      if (cut.channels() == 1) {
        Imgproc.cvtColor(cut, cut, Imgproc.COLOR_GRAY2BGR);
      }
      List<YuNetFace> finds = network.faces(cut, DOUBTFUL_SCORE);
      return finds.stream()
          .filter(YuNetSecondLook::isInTheMiddle)
          .max(Comparator.comparingDouble(YuNetFace::score));
    } finally {
      cut.release();
    }
  }

  private static boolean isInTheMiddle(YuNetFace close) {
    double right = close.x() + close.width() / 2 - SIDE / 2.0;
    double down = close.y() + close.height() / 2 - SIDE / 2.0;
    return Math.max(Math.abs(right), Math.abs(down)) < FACE_SIDE / 3.0;
  }
}
