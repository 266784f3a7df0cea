package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.picture.Picture;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Crops a face out of a picture as the network wants it: a square by a {@link FaceCrop}, gray
 * (ITU-R BT.601), 48x48. Beyond the picture's edge its outermost pixels are repeated.
 */
public final class FaceCropper {
  private static final Size SIZE = new Size(FaceImage.SIDE, FaceImage.SIDE);
  private static final Size TWICE = new Size(2 * FaceImage.SIDE, 2 * FaceImage.SIDE);

  // Sides beyond it are averaged at once: the network sees a tenth of it.
  private static final int LARGEST_ALIGNED = 480;

  /** The default downscaling; chosen by measuring: docs/adr/0014. */
  public static final Downscaling DOWNSCALING = Downscaling.AREA_THEN_CUBIC;

  private final FaceCrop framing;
  private final Downscaling downscaling;

  /** How a square that is larger than 48x48 is made smaller. */
  public enum Downscaling {
    /** Each pixel is the mean of those that it takes the place of. */
    AREA(Imgproc.INTER_AREA),
    /** Between the four nearest pixels. */
    LINEAR(Imgproc.INTER_LINEAR),
    /** Between the sixteen nearest pixels. */
    CUBIC(Imgproc.INTER_CUBIC),
    /**
     * By {@link #AREA} to twice the size, then by {@link #CUBIC}: averages as many pixels as AREA,
     * so that fine patterns do not show up as coarse ones, and blurs less.
     */
    AREA_THEN_CUBIC(Imgproc.INTER_CUBIC);

    private final int interpolation;

    Downscaling(int interpolation) {
      this.interpolation = interpolation;
    }

    private void apply(Mat square) {
      if (this == AREA_THEN_CUBIC && square.cols() > TWICE.width) {
        Imgproc.resize(square, square, TWICE, 0, 0, Imgproc.INTER_AREA);
      }
      Imgproc.resize(square, square, SIZE, 0, 0, interpolation);
    }
  }

  /**
   * A cropper for the boxes of a detector with this framing; downscales by {@link #DOWNSCALING}.
   */
  public FaceCropper(FaceCrop framing) {
    this(framing, DOWNSCALING);
  }

  /** A cropper for the boxes of a detector with this framing and this downscaling. */
  public FaceCropper(FaceCrop framing, Downscaling downscaling) {
    this.framing = framing;
    this.downscaling = downscaling;
  }

  /**
   * A face that was found. One that is tilted, as its landmarks say, is turned upright.
   *
   * @param face at least partly inside the picture
   * @throws IllegalArgumentException if the square around the face lies outside the picture
   */
  public FaceImage crop(Picture picture, Detection face) {
    return face.landmarks()
        .filter(FaceAlignment::isTilted)
        .map(points -> turned(picture, framing.square(face.box(), FaceAlignment.angle(points))))
        .orElseGet(() -> crop(picture, face.box()));
  }

  /**
   * The face in a box.
   *
   * @param box at least partly inside the picture
   * @throws IllegalArgumentException if the square around the box lies outside the picture
   */
  public FaceImage crop(Picture picture, BoundingBox box) {
    return face(pixels(picture, framing.square(box)));
  }

  private FaceImage turned(Picture picture, TurnedSquare square) {
    int side = (int) Math.min(Math.ceil(square.side()), LARGEST_ALIGNED);
    return face(square.cut(picture.pixels(), side));
  }

  private FaceImage face(Mat square) {
    try {
      if (square.channels() > 1) {
        Imgproc.cvtColor(square, square, Imgproc.COLOR_BGR2GRAY);
      }
      // What is smaller is enlarged, by the same rule whatever the other one is.
      (square.cols() >= FaceImage.SIDE ? downscaling : Downscaling.CUBIC).apply(square);
      byte[] pixels = new byte[FaceImage.PIXELS];
      square.get(0, 0, pixels);
      return FaceImage.of(pixels);
    } finally {
      square.release();
    }
  }

  private static Mat pixels(Picture picture, BoundingBox square) {
    try (Picture part = picture.part(inside(square, picture))) {
      Mat pixels = new Mat();
      Core.copyMakeBorder(
          part.pixels(),
          pixels,
          Math.max(0, -square.y1()),
          Math.max(0, square.y2() - picture.height()),
          Math.max(0, -square.x1()),
          Math.max(0, square.x2() - picture.width()),
          Core.BORDER_REPLICATE | Core.BORDER_ISOLATED); // Part of a larger one, maybe.
      return pixels;
    }
  }

  private static BoundingBox inside(BoundingBox square, Picture picture) {
    int x1 = Math.max(0, square.x1());
    int y1 = Math.max(0, square.y1());
    int x2 = Math.min(picture.width(), square.x2());
    int y2 = Math.min(picture.height(), square.y2());
    if (x1 >= x2 || y1 >= y2) {
      throw new IllegalArgumentException(
          "The square "
              + square.coordinates()
              + " lies outside a picture of "
              + picture.width()
              + "x"
              + picture.height());
    }
    return new BoundingBox(x1, y1, x2, y2);
  }
}
