package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;

/**
 * A gray picture of any size.
 *
 * @param pixels 0 to 255, row by row
 */
record GrayPicture(float[] pixels, int width, int height) {

  /**
   * The picture at 48x48 pixels, each axis by itself: shrinking takes the mean of the area that a
   * pixel covers, enlarging interpolates linearly.
   */
  byte[] toFace() {
    Axis across = new Axis(width);
    Axis down = new Axis(height);
    float[] narrow = new float[height * FaceImage.SIDE];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < FaceImage.SIDE; x++) {
        narrow[y * FaceImage.SIDE + x] = across.sample(pixels, y * width, 1, x);
      }
    }
    byte[] face = new byte[FaceImage.PIXELS];
    for (int i = 0; i < face.length; i++) {
      float value = down.sample(narrow, i % FaceImage.SIDE, FaceImage.SIDE, i / FaceImage.SIDE);
      face[i] = (byte) Math.round(value);
    }
    return face;
  }

  /** How one axis is brought to 48 places. */
  private static final class Axis {
    private final int length;
    private final double scale;

    Axis(int length) {
      this.length = length;
      this.scale = (double) length / FaceImage.SIDE;
    }

    float sample(float[] values, int offset, int stride, int place) {
      if (length == FaceImage.SIDE) {
        return values[offset + place * stride];
      }
      return scale > 1
          ? mean(values, offset, stride, place * scale, (place + 1) * scale)
          : interpolated(values, offset, stride, (place + 0.5) * scale - 0.5);
    }

    private float mean(float[] values, int offset, int stride, double from, double to) {
      double sum = 0;
      for (int i = (int) from; i < Math.min(length, to); i++) {
        double covered = Math.min(i + 1, to) - Math.max(i, from);
        sum += covered * values[offset + i * stride];
      }
      return (float) (sum / (to - from));
    }

    private float interpolated(float[] values, int offset, int stride, double at) {
      double inside = Math.min(Math.max(at, 0), length - 1);
      int first = (int) inside;
      int second = Math.min(first + 1, length - 1);
      double part = inside - first;
      return (float)
          ((1 - part) * values[offset + first * stride] + part * values[offset + second * stride]);
    }
  }
}
