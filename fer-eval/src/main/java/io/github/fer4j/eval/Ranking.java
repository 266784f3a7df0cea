package io.github.fer4j.eval;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The examples by falling score, and at each distinct score how many examples at or above it are
 * positive. ROC, precision-recall and coverage curves are all read from it.
 */
final class Ranking {
  private final double[] thresholds;
  private final int[] positives;
  private final int[] counted;

  private Ranking(double[] thresholds, int[] positives, int[] counted) {
    this.thresholds = thresholds;
    this.positives = positives;
    this.counted = counted;
  }

  /**
   * @param scores score of each example
   * @param positive whether each example is positive
   */
  static Ranking of(double[] scores, boolean[] positive) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ends =
        IntStream.range(0, order.length)
            .filter(i -> i == order.length - 1 || scores[order[i]] != scores[order[i + 1]])
            .toArray();
    int[] cumulated = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      cumulated[i] = (i == 0 ? 0 : cumulated[i - 1]) + (positive[order[i]] ? 1 : 0);
    }
    return new Ranking(
        IntStream.of(ends).mapToDouble(i -> scores[order[i]]).toArray(),
        IntStream.of(ends).map(i -> cumulated[i]).toArray(),
        IntStream.of(ends).map(i -> i + 1).toArray());
  }

  /** Ranks the scores of one class against all others. */
  static Ranking oneAgainstRest(ScoredExamples scores, int index) {
    return of(
        IntStream.range(0, scores.size()).mapToDouble(i -> scores.probability(i, index)).toArray(),
        booleans(scores, i -> scores.truth(i) == index));
  }

  /** Ranks decisions by the probability of the class decided on; positive are the right ones. */
  static Ranking byConfidence(ScoredExamples scores) {
    return of(
        IntStream.range(0, scores.size()).mapToDouble(scores::confidence).toArray(),
        booleans(scores, scores::correct));
  }

  private static boolean[] booleans(ScoredExamples scores, IntPredicate test) {
    boolean[] values = new boolean[scores.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = test.test(i);
    }
    return values;
  }

  /** Number of distinct scores. */
  int steps() {
    return thresholds.length;
  }

  /** The distinct scores, falling. */
  double threshold(int step) {
    return thresholds[step];
  }

  /** Positive examples at or above a threshold. */
  int positives(int step) {
    return positives[step];
  }

  /** Examples at or above a threshold. */
  int counted(int step) {
    return counted[step];
  }

  /** Negative examples at or above a threshold. */
  int negatives(int step) {
    return counted[step] - positives[step];
  }

  int allPositives() {
    return positives[steps() - 1];
  }

  int allNegatives() {
    return negatives(steps() - 1);
  }
}
