package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A face that is pasted into pictures; its edges fade into what is there.
 *
 * @param face the 48x48 pixels
 * @param brightness factor of its pixels
 */
record FacePatch(FaceImage face, double brightness) {
  /** Edge that fades, as a share of the face's width. */
  static final double FADE = 0.2;

  /**
   * Pastes the face.
   *
   * @param canvas 8-bit blue-green-red
   * @param frame square where the 48x48 pixels go; with the fading edge inside the canvas
   */
  void paste(Mat canvas, BoundingBox frame) {
    int side = frame.width();
    int fade = (int) (side * FADE);
    Mat patch = enlarged(side, fade);
    Mat weight = weight(side, fade);
    int x = frame.x1() - fade;
    int y = frame.y1() - fade;
    Mat target = canvas.submat(y, y + patch.rows(), x, x + patch.cols());
    Mat below = new Mat();
    target.convertTo(below, CvType.CV_32F);
    Mat above = new Mat();
    patch.convertTo(above, CvType.CV_32F);
    Core.subtract(above, below, above);
    Core.multiply(above, weight, above);
    Core.add(below, above, below);
    below.convertTo(target, CvType.CV_8U);
    for (Mat each : new Mat[] {patch, weight, target, below, above}) {
      each.release();
    }
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
