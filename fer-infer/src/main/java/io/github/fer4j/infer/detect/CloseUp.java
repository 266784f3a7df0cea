package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfRect;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.objdetect.CascadeClassifier;

/**
 * A find of the Haar cascade and what is around it, as the LBP cascade looks at it.
 *
 * @param picture gray
 * @param find the Haar cascade's box
 */
record CloseUp(Mat picture, BoundingBox find) {
  private static final int FIND_SIDE = 90;
  private static final int SIDE = 2 * FIND_SIDE;
  private static final double SCALE_FACTOR = 1.05;
  private static final int NEIGHBORS = 1;

  // LBP boxes hold eyes to mouth: they are smaller than Haar's and have a lower middle.
  private static final Size SMALLEST = new Size(45, 45);
  private static final Size LARGEST = new Size(100, 100);
  private static final double LOWER = 0.1 * FIND_SIDE;
  private static final double FARTHEST = 0.3 * FIND_SIDE;

  /** Whether the LBP cascade takes the find, or its mirror image, for a face. */
  boolean isFace(CascadeClassifier lbp) {
    TurnedSquare square =
        new TurnedSquare(
            (find.x1() + find.x2()) / 2.0,
            (find.y1() + find.y2()) / 2.0,
            find.width() * (double) SIDE / FIND_SIDE,
            0);
    Mat cut = square.cut(picture, SIDE);
    try {
      if (hasFaceInTheMiddle(lbp, cut)) {
        return true;
      }
      Core.flip(cut, cut, 1);
      return hasFaceInTheMiddle(lbp, cut);
    } finally {
      cut.release();
    }
  }

  private static boolean hasFaceInTheMiddle(CascadeClassifier lbp, Mat cut) {
    MatOfRect boxes = new MatOfRect();
    MatOfInt neighbors = new MatOfInt();
    lbp.detectMultiScale2(cut, boxes, neighbors, SCALE_FACTOR, NEIGHBORS, 0, SMALLEST, LARGEST);
    try {
      return boxes.toList().stream().anyMatch(CloseUp::isInTheMiddle);
    } finally {
      boxes.release();
      neighbors.release();
    }
  }

  private static boolean isInTheMiddle(Rect box) {
    double right = box.x + box.width / 2.0 - SIDE / 2.0;
    double down = box.y + box.height / 2.0 - SIDE / 2.0 - LOWER;
    return Math.max(Math.abs(right), Math.abs(down)) < FARTHEST;
  }
}
