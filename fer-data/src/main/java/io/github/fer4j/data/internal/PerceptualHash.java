package io.github.fer4j.data.internal;

import io.github.fer4j.core.FaceImage;
import java.util.Arrays;

/**
 * 64 bits that pictures of the same look share: the signs of the lowest frequencies of a cosine
 * transform, against their median (C. Zauner, "Implementation and Benchmarking of Perceptual Image
 * Hash Functions", 2010, section 3.2.1). Light, contrast, compression and small noise change few of
 * them.
 *
 * @param bits of the face
 * @param mirrored bits of the face seen in a mirror
 */
public record PerceptualHash(long bits, long mirrored) {
  private static final int SIDE = 8;
  private static final int BITS = SIDE * SIDE;

  /** [frequency][place]; frequency 0, the mean, is left out. */
  private static final double[][] COSINES = cosines();

  private static double[][] cosines() {
    double[][] table = new double[SIDE][FaceImage.SIDE];
    for (int frequency = 0; frequency < SIDE; frequency++) {
      for (int place = 0; place < FaceImage.SIDE; place++) {
        table[frequency][place] =
            Math.cos(Math.PI * (frequency + 1) * (place + 0.5) / FaceImage.SIDE);
      }
    }
    return table;
  }

  /** The hash of a face. */
  public static PerceptualHash of(FaceImage image) {
    double[] frequencies = frequencies(image);
    long bits = signs(frequencies);
    // Seen in a mirror, cosines of odd frequency along a row change their sign.
    for (int at = 0; at < BITS; at++) {
      int frequency = at % SIDE + 1;
      frequencies[at] *= frequency % 2 == 1 ? -1 : 1;
    }
    return new PerceptualHash(bits, signs(frequencies));
  }

  private static double[] frequencies(FaceImage image) {
    byte[] pixels = image.toBytes();
    double[] rows = new double[FaceImage.SIDE * SIDE];
    for (int y = 0; y < FaceImage.SIDE; y++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int x = 0; x < FaceImage.SIDE; x++) {
          sum += COSINES[u][x] * (pixels[y * FaceImage.SIDE + x] & 0xFF);
        }
        rows[y * SIDE + u] = sum;
      }
    }
    double[] frequencies = new double[BITS];
    for (int v = 0; v < SIDE; v++) {
      for (int u = 0; u < SIDE; u++) {
        double sum = 0;
        for (int y = 0; y < FaceImage.SIDE; y++) {
          sum += COSINES[v][y] * rows[y * SIDE + u];
        }
        frequencies[v * SIDE + u] = sum;
      }
    }
    return frequencies;
  }

  private static long signs(double[] frequencies) {
    double[] sorted = frequencies.clone();
    Arrays.sort(sorted);
    double median = (sorted[BITS / 2 - 1] + sorted[BITS / 2]) / 2;
    long hash = 0;
    for (int bit = 0; bit < BITS; bit++) {
      if (frequencies[bit] > median) {
        hash |= 1L << bit;
      }
    }
    return hash;
  }
}
