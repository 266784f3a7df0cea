package io.github.fer4j.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Receiver operating characteristic of one class against the rest (T. Fawcett, "An introduction to
 * ROC analysis", 2006).
 *
 * @param points from (0, 0), where nothing is called positive, to (1, 1)
 * @param area under the curve by the trapezoid rule, 0 to 1; 0.5 is chance
 */
public record RocCurve(List<Point> points, double area) {

  /**
   * One point.
   *
   * @param threshold examples of at least this probability are called positive; above 1 at (0, 0)
   * @param falsePositiveRate share of the negatives called positive
   * @param truePositiveRate share of the positives called positive
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  public RocCurve {
    points = List.copyOf(points);
  }

  /** The curve of one class; empty where all or none of the examples are of it. */
  public static Optional<RocCurve> of(ScoredExamples scores, int index) {
    Ranking ranking = Ranking.oneAgainstRest(scores, index);
    double positives = ranking.allPositives();
    double negatives = ranking.allNegatives();
    if (positives == 0 || negatives == 0) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    Point last = new Point(Math.nextUp(1.0), 0, 0);
    points.add(last);
    double area = 0;
    for (int step = 0; step < ranking.steps(); step++) {
      Point point =
          new Point(
              ranking.threshold(step),
              ranking.negatives(step) / negatives,
              ranking.positives(step) / positives);
      double width = point.falsePositiveRate - last.falsePositiveRate;
      area += width * (point.truePositiveRate + last.truePositiveRate) / 2;
      points.add(point);
      last = point;
    }
    return Optional.of(new RocCurve(points, area));
  }
}
