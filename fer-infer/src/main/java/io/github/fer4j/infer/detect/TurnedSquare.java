package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Landmarks;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A square of a picture that may be turned and may reach beyond the picture.
 *
 * @param centerX in pixels of the picture, as the others
 * @param centerY the same
 * @param side positive
 * @param angle by which its upper edge is turned clockwise from the horizontal, in radians
 */
public record TurnedSquare(double centerX, double centerY, double side, double angle) {

  /** A square that is not turned. */
  static TurnedSquare of(BoundingBox square) {
    return new TurnedSquare(
        (square.x1() + square.x2()) / 2.0, (square.y1() + square.y2()) / 2.0, square.width(), 0);
  }

  /** The same place as a square that is not turned, in whole pixels. */
  public BoundingBox unturned() {
    int length = (int) Math.max(1, Math.round(side));
    return BoundingBox.ofSize(
        (int) Math.round(centerX - side / 2), (int) Math.round(centerY - side / 2), length, length);
  }

  /** The smallest square turned by this angle that holds a whole picture. */
  static TurnedSquare around(Mat picture, double angle) {
    double cos = Math.abs(Math.cos(angle));
    double sin = Math.abs(Math.sin(angle));
    double width = picture.cols() * cos + picture.rows() * sin;
    double height = picture.cols() * sin + picture.rows() * cos;
    return new TurnedSquare(
        picture.cols() / 2.0, picture.rows() / 2.0, Math.max(width, height), angle);
  }

  /**
   * The pixels of the square, upright; beyond the picture's edge its outermost pixels are repeated.
   *
   * @param size sides of the result; if the square is more than twice as large, pixels are averaged
   * @return gray or in colors as the picture is; the caller releases them
   */
  Mat cut(Mat picture, int size) {
    int times = Math.max(1, (int) Math.floor(side / size));
    Mat cut = new Mat();
    Mat map = map(size * times);
    Imgproc.warpAffine(
        picture,
        cut,
        map,
        new Size(size * times, size * times),
        Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
        Core.BORDER_REPLICATE,
        new Scalar(0));
    map.release();
    if (times > 1) {
      Imgproc.resize(cut, cut, new Size(size, size), 0, 0, Imgproc.INTER_AREA);
    }
    return cut;
  }

  // From the middles of the result's pixels to those of the picture's.
  private Mat map(int size) {
    Landmarks.Point origin = inPicture(0.5, 0.5, size);
    double cos = Math.cos(angle) * side / size;
    double sin = Math.sin(angle) * side / size;
    Mat map = new Mat(2, 3, CvType.CV_64F);
    map.put(0, 0, cos, -sin, origin.x() - 0.5, sin, cos, origin.y() - 0.5);
    return map;
  }

  /** Where a point of a {@link #cut} of this size lies in the picture. */
  Landmarks.Point inPicture(double x, double y, double size) {
    double right = (x / size - 0.5) * side;
    double down = (y / size - 0.5) * side;
    return new Landmarks.Point(
        centerX + Math.cos(angle) * right - Math.sin(angle) * down,
        centerY + Math.sin(angle) * right + Math.cos(angle) * down);
  }
}
