package io.github.fer4j.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A figure for a whole set of scores, as a function of its {@link MetricSums}. */
public enum Metric {
  /** Share of right decisions, 0 to 1. */
  ACCURACY("Accuracy", true, tally -> mean(tally, tally.matrix().correct())),

  /** Mean recall over the classes that have examples, 0 to 1. */
  BALANCED_ACCURACY("Balanced accuracy", true, tally -> balancedAccuracy(tally.matrix())),

  /** Mean F1 over the classes that are there or were decided, 0 to 1. */
  MACRO_F1("Macro F1", true, tally -> macroF1(tally.matrix())),

  /** F1 weighted by support, 0 to 1. */
  WEIGHTED_F1("Weighted F1", true, tally -> weightedF1(tally.matrix())),

  /** Agreement beyond chance, -1 to 1 (J. Cohen, 1960); absent where chance alone would agree. */
  COHEN_KAPPA("Cohen's kappa", true, tally -> cohenKappa(tally.matrix())),

  /**
   * Correlation of decision and truth for several classes, -1 to 1 (J. Gorodkin, 2004); absent
   * where all truths or all decisions are of one class.
   */
  MCC("Matthews correlation", true, tally -> matthews(tally.matrix())),

  /** Mean -ln(probability of the true class), nats, 0 or more. */
  LOG_LOSS("Log loss", false, tally -> mean(tally, tally.logLossSum())),

  /** Mean squared distance between probabilities and truth, 0 to 2 (G. Brier, 1950). */
  BRIER("Brier score", false, tally -> mean(tally, tally.brierSum())),

  /** Share whose true class is one of the two most probable, 0 to 1; absent with two classes. */
  TOP_2_ACCURACY(
      "Top-2 accuracy",
      true,
      tally ->
          tally.matrix().classes() > 2 ? mean(tally, tally.amongTopTwo()) : OptionalDouble.empty());

  private final String title;
  private final boolean higherIsBetter;
  private final Function<MetricSums, OptionalDouble> function;

  Metric(String title, boolean higherIsBetter, Function<MetricSums, OptionalDouble> function) {
    this.title = title;
    this.higherIsBetter = higherIsBetter;
    this.function = function;
  }

  /** Name for people, such as {@code Balanced accuracy}. */
  public String title() {
    return title;
  }

  /** Name in files and on the command line, such as {@code balanced_accuracy}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether more is better: false for the losses. */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /** The value; absent where its definition divides by zero. */
  public OptionalDouble of(MetricSums tally) {
    return function.apply(tally);
  }

  /**
   * The metric with this key.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static Metric ofKey(String key) {
    return Arrays.stream(values())
        .filter(metric -> metric.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown metric '"
                        + key
                        + "': expected one of "
                        + String.join(", ", Arrays.stream(values()).map(Metric::key).toList())));
  }

  private static OptionalDouble mean(MetricSums tally, double sum) {
    int total = tally.matrix().total();
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / total);
  }

  private static OptionalDouble balancedAccuracy(ConfusionMatrix matrix) {
    return classes(matrix)
        .mapToObj(matrix::recall)
        .flatMapToDouble(OptionalDouble::stream)
        .average();
  }

  private static OptionalDouble macroF1(ConfusionMatrix matrix) {
    return classes(matrix).mapToObj(matrix::f1).flatMapToDouble(OptionalDouble::stream).average();
  }

  private static OptionalDouble weightedF1(ConfusionMatrix matrix) {
    if (matrix.total() == 0) {
      return OptionalDouble.empty();
    }
    double sum = classes(matrix).mapToDouble(c -> matrix.support(c) * matrix.f1(c).orElse(0)).sum();
    return OptionalDouble.of(sum / matrix.total());
  }

  private static OptionalDouble cohenKappa(ConfusionMatrix matrix) {
    double total = matrix.total();
    double byChance = agreementByChance(matrix);
    double possible = total * total - byChance;
    return possible == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((matrix.correct() * total - byChance) / possible);
  }

  private static OptionalDouble matthews(ConfusionMatrix matrix) {
    double total = matrix.total();
    double truths = total * total - sumOfSquares(classes(matrix).map(matrix::support));
    double decisions = total * total - sumOfSquares(classes(matrix).map(matrix::decided));
    double norm = Math.sqrt(truths * decisions);
    return norm == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((matrix.correct() * total - agreementByChance(matrix)) / norm);
  }

  /** Sum over the classes of support times decisions: n² times the agreement by chance. */
  private static double agreementByChance(ConfusionMatrix matrix) {
    return classes(matrix).mapToDouble(c -> (double) matrix.support(c) * matrix.decided(c)).sum();
  }

  private static double sumOfSquares(IntStream values) {
    return values.mapToDouble(value -> (double) value * value).sum();
  }

  private static IntStream classes(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes());
  }
}
