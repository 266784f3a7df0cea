package io.github.fer4j.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Precision against recall of one class against the rest.
 *
 * @param points by falling threshold, so by rising recall
 * @param averagePrecision area under the steps: sum of (recall gained) times precision, 0 to 1;
 *     scikit-learn's average_precision_score
 * @param prevalence share of the examples that are of the class: the precision of chance
 */
public record PrecisionRecallCurve(List<Point> points, double averagePrecision, double prevalence) {

  /**
   * One point.
   *
   * @param threshold examples of at least this probability are called positive
   * @param recall share of the positives called positive
   * @param precision share of those called positive that are
   */
  public record Point(double threshold, double recall, double precision) {}

  public PrecisionRecallCurve {
    points = List.copyOf(points);
  }

  /** The curve of one class; empty where all or none of the examples are of it. */
  public static Optional<PrecisionRecallCurve> of(ScoredExamples scores, int index) {
    Ranking ranking = Ranking.oneAgainstRest(scores, index);
    double positives = ranking.allPositives();
    if (positives == 0 || ranking.allNegatives() == 0) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    double area = 0;
    double lastRecall = 0;
    for (int step = 0; step < ranking.steps(); step++) {
      double precision = (double) ranking.positives(step) / ranking.counted(step);
      double recall = ranking.positives(step) / positives;
      points.add(new Point(ranking.threshold(step), recall, precision));
      area += (recall - lastRecall) * precision;
      lastRecall = recall;
    }
    return Optional.of(new PrecisionRecallCurve(points, area, positives / scores.size()));
  }
}
