package io.github.fer4j.data.audit;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Light in the images of a split.
 *
 * @param mean of the images' mean gray values, 0 to 255
 * @param deviation standard deviation of those means between images
 * @param contrast mean of the standard deviations of gray values within each image
 * @param histogram images by mean gray value, in {@value #BINS} bins of equal width from 0 to 255
 */
public record Brightness(double mean, double deviation, double contrast, List<Integer> histogram) {
  /** Number of bins. */
  public static final int BINS = 16;

  private static final int LEVELS = 256;

  public Brightness {
    histogram = List.copyOf(histogram);
  }

  /** The light in these examples, at least one. */
  static Brightness of(List<Example> examples) {
    List<Integer> histogram = new ArrayList<>(Collections.nCopies(BINS, 0));
    double sum = 0;
    double sumOfSquares = 0;
    double contrasts = 0;
    for (Example example : examples) {
      double[] light = meanAndDeviation(example.image());
      sum += light[0];
      sumOfSquares += light[0] * light[0];
      contrasts += light[1];
      int bin = (int) (light[0] * BINS / LEVELS);
      histogram.set(bin, histogram.get(bin) + 1);
    }
    double mean = sum / examples.size();
    double variance = Math.max(0, sumOfSquares / examples.size() - mean * mean);
    return new Brightness(mean, Math.sqrt(variance), contrasts / examples.size(), histogram);
  }

  private static double[] meanAndDeviation(FaceImage image) {
    long sum = 0;
    long sumOfSquares = 0;
    for (byte pixel : image.toBytes()) {
      int value = pixel & 0xFF;
      sum += value;
      sumOfSquares += value * value;
    }
    double mean = (double) sum / FaceImage.PIXELS;
    double variance = Math.max(0, (double) sumOfSquares / FaceImage.PIXELS - mean * mean);
    return new double[] {mean, Math.sqrt(variance)};
  }
}
