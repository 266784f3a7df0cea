package io.github.fer4j.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far probabilities can be taken at their word: confidence against accuracy in bins of equal
 * width (C. Guo et al., "On Calibration of Modern Neural Networks", 2017, section 2).
 *
 * @param bins by rising confidence
 * @param expectedError ECE: gap between accuracy and confidence, averaged over the examples
 * @param maximumError MCE: the largest gap of a bin that holds examples
 */
public record Reliability(List<Bin> bins, double expectedError, double maximumError) {

  /** The usual number of bins. */
  public static final int BINS = 15;

  /**
   * Examples whose decided class has a probability above {@code low}, up to {@code high}.
   *
   * @param low lower edge, exclusive (0 itself belongs to the first bin)
   * @param high upper edge, inclusive
   * @param count number of examples
   * @param confidence their mean probability; absent where there are none
   * @param accuracy share of right decisions; absent where there are none
   */
  public record Bin(
      double low, double high, int count, OptionalDouble confidence, OptionalDouble accuracy) {

    /** |accuracy - confidence|, 0 in an empty bin. */
    public double gap() {
      return Math.abs(accuracy.orElse(0) - confidence.orElse(0));
    }
  }

  public Reliability {
    bins = List.copyOf(bins);
  }

  /** The diagram of these scores in {@value #BINS} bins. */
  public static Reliability of(ScoredExamples scores) {
    return of(scores, BINS);
  }

  /** The diagram of these scores in this many bins. */
  public static Reliability of(ScoredExamples scores, int binCount) {
    int[] counts = new int[binCount];
    int[] correct = new int[binCount];
    double[] confidences = new double[binCount];
    for (int i = 0; i < scores.size(); i++) {
      double confidence = scores.confidence(i);
      int bin = Math.max(0, Math.min(binCount, (int) Math.ceil(confidence * binCount)) - 1);
      counts[bin]++;
      correct[bin] += scores.correct(i) ? 1 : 0;
      confidences[bin] += confidence;
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < binCount; b++) {
      double low = (double) b / binCount;
      double high = (b + 1.0) / binCount;
      bins.add(
          new Bin(
              low, high, counts[b], mean(confidences[b], counts[b]), mean(correct[b], counts[b])));
    }
    double expected = bins.stream().mapToDouble(bin -> bin.gap() * bin.count()).sum();
    double maximum = bins.stream().mapToDouble(Bin::gap).max().orElse(0);
    return new Reliability(bins, expected / scores.size(), maximum);
  }

  private static OptionalDouble mean(double sum, int count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
