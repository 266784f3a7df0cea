package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;

/**
 * A face between whose pixels can be read, bilinearly; outside it the nearest edge pixel stands.
 *
 * <p>Places are fixed-point numbers, which halves the time of the same sums in floating point. The
 * last column and row are there twice, so that no sample needs to ask whether it has a neighbour.
 */
final class BilinearSource {
  private static final int STRIDE = FaceImage.SIDE + 1;

  /** Bits of a place behind the point; a face and ten times its width on either side fit in 32. */
  private static final int PLACE_BITS = 20;

  /** Bits of a weight: a pixel (8 bits) times two weights is less than 31 bits. */
  private static final int WEIGHT_BITS = 11;

  private static final int ONE = 1 << WEIGHT_BITS;
  private static final float UNIT = 1f / (1 << 2 * WEIGHT_BITS);
  private static final int LAST = FaceImage.SIDE - 1 << PLACE_BITS;

  private final byte[] pixels = new byte[STRIDE * STRIDE];

  BilinearSource(FaceImage image) {
    byte[] face = image.toBytes();
    for (int y = 0; y < STRIDE; y++) {
      int from = Math.min(y, FaceImage.SIDE - 1) * FaceImage.SIDE;
      System.arraycopy(face, from, pixels, y * STRIDE, FaceImage.SIDE);
      pixels[y * STRIDE + FaceImage.SIDE] = pixels[y * STRIDE + FaceImage.SIDE - 1];
    }
  }

  /**
   * Adds the weighted samples of a straight line of places.
   *
   * @param u first place, in pixels from the left edge of the face
   * @param v first place, in pixels from its upper edge
   * @param du from one place to the next
   * @param dv from one place to the next
   * @param weight what the samples are multiplied by
   * @param target where the samples are added
   * @param offset where in the target the line starts
   * @param length how many places
   */
  void addLine(
      double u,
      double v,
      double du,
      double dv,
      float weight,
      float[] target,
      int offset,
      int length) {
    int placeU = fixed(u - 0.5);
    int placeV = fixed(v - 0.5);
    int stepU = fixed(du);
    int stepV = fixed(dv);
    float unit = UNIT * weight;
    for (int i = offset; i < offset + length; i++) {
      target[i] += sample(placeU, placeV) * unit;
      placeU += stepU;
      placeV += stepV;
    }
  }

  private int sample(int placeU, int placeV) {
    int u = Math.min(Math.max(placeU, 0), LAST);
    int v = Math.min(Math.max(placeV, 0), LAST);
    int right = (u & (1 << PLACE_BITS) - 1) >> PLACE_BITS - WEIGHT_BITS;
    int down = (v & (1 << PLACE_BITS) - 1) >> PLACE_BITS - WEIGHT_BITS;
    int at = (v >> PLACE_BITS) * STRIDE + (u >> PLACE_BITS);
    int upper = mix(pixels[at], pixels[at + 1], right);
    int lower = mix(pixels[at + STRIDE], pixels[at + STRIDE + 1], right);
    return upper * (ONE - down) + lower * down;
  }

  private static int mix(byte left, byte right, int weight) {
    return (left & 0xFF) * (ONE - weight) + (right & 0xFF) * weight;
  }

  private static int fixed(double place) {
    return (int) Math.round(place * (1 << PLACE_BITS));
  }
}
