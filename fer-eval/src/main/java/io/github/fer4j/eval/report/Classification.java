package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.eval.ClassMetrics;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.PrecisionRecallCurve;
import io.github.fer4j.eval.RocCurve;
import io.github.fer4j.eval.ScoredExamples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One set of scores, class by class.
 *
 * @param classes in order
 * @param confusion counts, truth in the rows
 * @param macroRocArea mean area under the ROC curves of the classes that have one
 */
public record Classification(
    List<ClassReport> classes, List<List<Integer>> confusion, OptionalDouble macroRocArea) {
  private static final int MOST_POINTS = 200;

  /**
   * One class.
   *
   * @param metrics precision, recall, F1, support
   * @param roc its ROC curve, thinned; null where all or none of the faces are of the class
   * @param precisionRecall its precision-recall curve, thinned; null likewise
   */
  public record ClassReport(
      ClassMetrics metrics,
      Optional<RocCurve> roc,
      Optional<PrecisionRecallCurve> precisionRecall) {}

  static Classification of(ScoredExamples scores) {
    ConfusionMatrix matrix = ConfusionMatrix.of(scores);
    List<ClassReport> classes =
        IntStream.range(0, matrix.classes())
            .mapToObj(c -> new ClassReport(matrix.perClass().get(c), roc(scores, c), pr(scores, c)))
            .toList();
    List<List<Integer>> confusion =
        IntStream.range(0, matrix.classes())
            .mapToObj(
                truth ->
                    IntStream.range(0, matrix.classes())
                        .mapToObj(decision -> matrix.count(truth, decision))
                        .toList())
            .toList();
    return new Classification(
        classes,
        confusion,
        classes.stream().flatMap(c -> c.roc().stream()).mapToDouble(RocCurve::area).average());
  }

  private static Optional<RocCurve> roc(ScoredExamples scores, int index) {
    return RocCurve.of(scores, index)
        .map(curve -> new RocCurve(thinned(curve.points()), curve.area()));
  }

  private static Optional<PrecisionRecallCurve> pr(ScoredExamples scores, int index) {
    return PrecisionRecallCurve.of(scores, index)
        .map(
            curve ->
                new PrecisionRecallCurve(
                    thinned(curve.points()), curve.averagePrecision(), curve.prevalence()));
  }

  /** Evenly spaced points of a curve, its ends among them: enough to draw it. */
  static <T> List<T> thinned(List<T> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    return IntStream.range(0, MOST_POINTS)
        .mapToObj(i -> points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))))
        .toList();
  }

  /** The classes that it is over; not for states. */
  ClassSet classSet() {
    return ClassSet.ofLabels(classes.stream().map(c -> c.metrics().label()).toList()).orElseThrow();
  }

  /** The matrix of the counts. */
  ConfusionMatrix matrix() {
    return new ConfusionMatrix(
        classes.stream().map(c -> c.metrics().label()).toList(),
        confusion.stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }
}
