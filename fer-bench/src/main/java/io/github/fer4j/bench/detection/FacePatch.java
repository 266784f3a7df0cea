package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A face that is pasted into pictures; its edges fade into what is there.
 *
 * @param face the 48x48 pixels
 * @param brightness factor of its pixels
 * @param tilt by how many degrees it is turned counterclockwise about its middle
 */
record FacePatch(FaceImage face, double brightness, double tilt) {
  /** Edge that fades, as a share of the face's width. */
  static final double FADE = 0.2;

  /**
   * Pastes the face.
   *
   * @param canvas 8-bit blue-green-red
   * @param frame square where the 48x48 pixels go if the face is not tilted
   */
  void paste(Mat canvas, BoundingBox frame) {
    int side = frame.width();
    int fade = (int) (side * FADE);
    Mat whole = turned(enlarged(side, fade), Core.BORDER_REPLICATE);
    Mat wholeWeight = turned(weight(side, fade), Core.BORDER_CONSTANT);
    int margin = (whole.cols() - side) / 2;
    Rect place = new Rect(frame.x1() - margin, frame.y1() - margin, whole.cols(), whole.rows());
    Rect visible = intersection(place, canvas);
    Rect part = new Rect(visible.x - place.x, visible.y - place.y, visible.width, visible.height);
    Mat patch = whole.submat(part);
    Mat weight = wholeWeight.submat(part);
    Mat target = canvas.submat(visible);
    Mat below = new Mat();
    target.convertTo(below, CvType.CV_32F);
    Mat above = new Mat();
    patch.convertTo(above, CvType.CV_32F);
    Core.subtract(above, below, above);
    Core.multiply(above, weight, above);
    Core.add(below, above, below);
    below.convertTo(target, CvType.CV_8U);
    for (Mat each : new Mat[] {patch, weight, whole, wholeWeight, target, below, above}) {
      each.release();
    }
  }

  private static Rect intersection(Rect place, Mat canvas) {
    int left = Math.max(0, place.x);
    int top = Math.max(0, place.y);
    return new Rect(
        left,
        top,
        Math.min(canvas.cols(), place.x + place.width) - left,
        Math.min(canvas.rows(), place.y + place.height) - top);
  }

  private Mat turned(Mat patch, int border) {
    if (tilt == 0) {
      return patch;
    }
    // A square reaches beyond its sides by (square root of 2 - 1) / 2 at most when it is turned.
    int margin = (int) Math.ceil(patch.cols() * 0.21);
    int side = patch.cols() + 2 * margin;
    Mat map =
        Imgproc.getRotationMatrix2D(
            new Point((patch.cols() - 1) / 2.0, (patch.rows() - 1) / 2.0), tilt, 1);
    map.put(0, 2, map.get(0, 2)[0] + margin);
    map.put(1, 2, map.get(1, 2)[0] + margin);
    Mat turned = new Mat();
    Imgproc.warpAffine(
        patch, turned, map, new Size(side, side), Imgproc.INTER_LINEAR, border, new Scalar(0));
    patch.release();
    map.release();
    return turned;
  }

  // Beyond its frame the face's outermost pixels are repeated while they fade.
  private Mat enlarged(int side, int fade) {
    Mat patch = new Mat(FaceImage.SIDE, FaceImage.SIDE, CvType.CV_8U);
    patch.put(0, 0, face.toBytes());
    Imgproc.resize(patch, patch, new Size(side, side), 0, 0, Imgproc.INTER_CUBIC);
    Core.copyMakeBorder(patch, patch, fade, fade, fade, fade, Core.BORDER_REPLICATE);
    patch.convertTo(patch, CvType.CV_8U, brightness);
    Imgproc.cvtColor(patch, patch, Imgproc.COLOR_GRAY2BGR);
    return patch;
  }

  // 1 over the face's frame, falling to 0 over the fading edge; three channels.
  private static Mat weight(int side, int fade) {
    int whole = side + 2 * fade;
    float[] weights = new float[whole * whole];
    for (int row = 0; row < whole; row++) {
      for (int column = 0; column < whole; column++) {
        int outside = Math.max(outside(row, side, fade), outside(column, side, fade));
        weights[row * whole + column] = 1 - (float) outside / (fade + 1);
      }
    }
    Mat weight = new Mat(whole, whole, CvType.CV_32F);
    weight.put(0, 0, weights);
    Imgproc.cvtColor(weight, weight, Imgproc.COLOR_GRAY2BGR);
    return weight;
  }

  private static int outside(int place, int side, int fade) {
    return Math.max(0, Math.max(fade - place, place - (fade + side - 1)));
  }
}
