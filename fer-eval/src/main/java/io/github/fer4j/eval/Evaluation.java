package io.github.fer4j.eval;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The figures of one set of scores: classes and two states apart, the states by both rules.
 *
 * @param emotions over the classes of the scores
 * @param statesByTopClass over the two states, decided by the most probable emotion
 * @param statesBySum over the two states, decided by the summed probabilities
 */
public record Evaluation(MetricSums emotions, MetricSums statesByTopClass, MetricSums statesBySum) {

  /** The figures of these scores over emotions. */
  public static Evaluation of(ScoredExamples scores) {
    return new Evaluation(
        MetricSums.of(scores),
        MetricSums.of(scores.statesByTopClass()),
        MetricSums.of(scores.statesBySum()));
  }

  /** The figures over the five classes, see {@link #of(ClassSet, List, float[])}. */
  public static Evaluation of(List<Emotion> truths, float[] probabilities) {
    return of(ClassSet.FIVE, truths, probabilities);
  }

  /**
   * The figures of these truths and probabilities.
   *
   * @param classes that there are
   * @param truths true class of each example, [n], n at least 1
   * @param probabilities softmax outputs [n, classes] in row-major order
   * @throws IllegalArgumentException as {@link ScoredExamples#ofEmotions} throws it
   */
  public static Evaluation of(ClassSet classes, List<Emotion> truths, float[] probabilities) {
    int[] rows = IntStream.range(0, truths.size()).toArray();
    return of(ScoredExamples.ofEmotions(classes, rows, truths, probabilities));
  }

  /**
   * The same over the five classes, with truths as indexes.
   *
   * @param truths index of the true class of each example, 0 to 4, [n]
   * @param probabilities softmax outputs [n, 5] in row-major order
   */
  public static Evaluation of(int[] truths, float[] probabilities) {
    return of(Arrays.stream(truths).mapToObj(ClassSet.FIVE::emotion).toList(), probabilities);
  }

  /** The classes that it is over. */
  public ClassSet classSet() {
    return ClassSet.ofLabels(emotions.matrix().labels()).orElseThrow();
  }

  /** Number of examples. */
  public int examples() {
    return emotions.matrix().total();
  }

  /** A figure over the classes; absent where its definition divides by zero. */
  public OptionalDouble metric(Metric metric) {
    return metric.of(emotions);
  }

  /** Every figure over the classes, absent ones included, in the order of {@link Metric}. */
  public Map<Metric, OptionalDouble> metrics() {
    return metricsOf(emotions);
  }

  /** Every figure of one of the three tallies. */
  static Map<Metric, OptionalDouble> metricsOf(MetricSums tally) {
    Map<Metric, OptionalDouble> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      values.put(metric, metric.of(tally));
    }
    return values;
  }

  /** Share of right decisions over the classes, 0 to 1. */
  public double accuracy() {
    return metric(Metric.ACCURACY).orElseThrow();
  }

  /** Mean recall over the classes that have examples, 0 to 1. */
  public double balancedAccuracy() {
    return metric(Metric.BALANCED_ACCURACY).orElseThrow();
  }

  /** Mean -ln(probability of the true class), nats. */
  public double logLoss() {
    return metric(Metric.LOG_LOSS).orElseThrow();
  }

  /** Share of right states, decided by the most probable emotion, 0 to 1. */
  public double stateAccuracy() {
    return Metric.ACCURACY.of(statesByTopClass).orElseThrow();
  }

  /** Decisions against truths over the classes. */
  public ConfusionMatrix confusion() {
    return emotions.matrix();
  }

  /** Precision, recall, F1 and support of each class, in their order. */
  public List<ClassMetrics> perClass() {
    return confusion().perClass();
  }
}
