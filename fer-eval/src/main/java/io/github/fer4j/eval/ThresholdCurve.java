package io.github.fer4j.eval;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What becomes of a two-class decision when one class is called from another threshold on.
 *
 * @param points by rising threshold, 0 to 1 in equal steps
 */
public record ThresholdCurve(List<Point> points) {
  private static final int STEPS = 50;

  /**
   * One threshold.
   *
   * @param threshold examples of at least this probability are called positive
   * @param precision share of those called positive that are; absent where none is called so
   * @param recall share of the positives called positive; absent where there are none
   * @param f1 harmonic mean of the two; absent where there is nothing to count
   * @param accuracy share of right decisions
   * @param called share of all examples that is called positive
   */
  public record Point(
      double threshold,
      OptionalDouble precision,
      OptionalDouble recall,
      OptionalDouble f1,
      double accuracy,
      double called) {}

  public ThresholdCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of one class of a two-class decision.
   *
   * @param scores over two classes
   * @param positive the class that is called from the threshold on
   */
  public static ThresholdCurve of(ScoredExamples scores, int positive) {
    return new ThresholdCurve(
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> point(scores, positive, (double) step / STEPS))
            .toList());
  }

  private static Point point(ScoredExamples scores, int positive, double threshold) {
    int[][] counts = new int[2][2];
    for (int i = 0; i < scores.size(); i++) {
      int truth = scores.truth(i) == positive ? 1 : 0;
      counts[truth][scores.probability(i, positive) >= threshold ? 1 : 0]++;
    }
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("negative", "positive"), counts);
    return new Point(
        threshold,
        matrix.precision(1),
        matrix.recall(1),
        matrix.f1(1),
        (double) matrix.correct() / scores.size(),
        (double) matrix.decided(1) / scores.size());
  }

  /** The threshold of the highest F1, of equals the lowest. */
  public Point bestF1() {
    return points.stream()
        .max(
            Comparator.comparingDouble((Point point) -> point.f1().orElse(0))
                .thenComparing(Comparator.comparingDouble(Point::threshold).reversed()))
        .orElseThrow();
  }
}
