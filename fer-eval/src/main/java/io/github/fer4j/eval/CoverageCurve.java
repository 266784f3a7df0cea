package io.github.fer4j.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Accuracy on the faces that remain when the unsure ones are left out (R. El-Yaniv, Y. Wiener, "On
 * the Foundations of Noise-free Selective Classification", 2010).
 *
 * @param points by rising coverage; the last covers everything
 * @param areaUnderRisk mean error over all coverages; less is better
 */
public record CoverageCurve(List<Point> points, double areaUnderRisk) {

  /**
   * One point.
   *
   * @param threshold faces whose decided class has at least this probability remain
   * @param coverage share of the faces that remain
   * @param accuracy share of right decisions among them
   */
  public record Point(double threshold, double coverage, double accuracy) {}

  public CoverageCurve {
    points = List.copyOf(points);
  }

  /** The curve of these scores. */
  public static CoverageCurve of(ScoredExamples scores) {
    Ranking ranking = Ranking.byConfidence(scores);
    List<Point> points = new ArrayList<>();
    double area = 0;
    double covered = 0;
    for (int step = 0; step < ranking.steps(); step++) {
      double accuracy = (double) ranking.positives(step) / ranking.counted(step);
      double coverage = (double) ranking.counted(step) / scores.size();
      points.add(new Point(ranking.threshold(step), coverage, accuracy));
      area += (coverage - covered) * (1 - accuracy);
      covered = coverage;
    }
    return new CoverageCurve(points, area);
  }

  /** The point of least coverage that covers at least this share, 0 to 1. */
  public Point at(double coverage) {
    return points.stream()
        .filter(point -> point.coverage >= coverage)
        .findFirst()
        .orElse(points.get(points.size() - 1));
  }
}
