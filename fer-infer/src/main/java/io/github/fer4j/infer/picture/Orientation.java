package io.github.fer4j.infer.picture;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/** How stored pixels must be turned to stand upright (Exif 2.3, tag 0112 hex, values 1 to 8). */
enum Orientation {
  UPRIGHT,
  MIRRORED,
  TURNED_180,
  UPSIDE_DOWN_MIRROR,
  TRANSPOSED,
  TURNED_RIGHT,
  TRANSVERSED,
  TURNED_LEFT;

  private static final int LEFT_TO_RIGHT = 1;
  private static final int TOP_TO_BOTTOM = 0;

  /** The orientation with this Exif value; upright for values that Exif does not know. */
  static Orientation ofExif(long value) {
    return value >= 1 && value <= values().length ? values()[(int) value - 1] : UPRIGHT;
  }

  /** Turns the pixels upright in place; width and height may be exchanged. */
  void makeUpright(Mat pixels) {
    switch (this) {
      case UPRIGHT -> {}
      case MIRRORED -> Core.flip(pixels, pixels, LEFT_TO_RIGHT);
      case TURNED_180 -> Core.rotate(pixels, pixels, Core.ROTATE_180);
      case UPSIDE_DOWN_MIRROR -> Core.flip(pixels, pixels, TOP_TO_BOTTOM);
      case TRANSPOSED -> Core.transpose(pixels, pixels);
      case TURNED_RIGHT -> Core.rotate(pixels, pixels, Core.ROTATE_90_CLOCKWISE);
      case TRANSVERSED -> {
        Core.transpose(pixels, pixels);
        Core.rotate(pixels, pixels, Core.ROTATE_180);
      }
      case TURNED_LEFT -> Core.rotate(pixels, pixels, Core.ROTATE_90_COUNTERCLOCKWISE);
    }
  }
}
