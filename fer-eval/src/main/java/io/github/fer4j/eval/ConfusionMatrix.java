package io.github.fer4j.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How often each true class was called which: truth in the rows. Immutable. */
public final class ConfusionMatrix {
  private final List<String> labels;
  private final int[][] counts;

  /**
   * @param labels names of the classes in order
   * @param counts [truth][decision], none negative
   * @throws IllegalArgumentException if counts is not square or not as large as labels
   */
  public ConfusionMatrix(List<String> labels, int[][] counts) {
    this.labels = List.copyOf(labels);
    this.counts = new int[counts.length][];
    for (int row = 0; row < counts.length; row++) {
      if (counts.length != labels.size() || counts[row].length != labels.size()) {
        throw new IllegalArgumentException(
            labels.size() + " classes need a square of that side, not " + counts.length + " rows");
      }
      this.counts[row] = counts[row].clone();
    }
  }

  /** The matrix of these scores. */
  public static ConfusionMatrix of(ScoredExamples scores) {
    int[][] counts = new int[scores.classes()][scores.classes()];
    for (int example = 0; example < scores.size(); example++) {
      counts[scores.truth(example)][scores.decision(example)]++;
    }
    return new ConfusionMatrix(scores.labels(), counts);
  }

  /** Names of the classes in order. */
  public List<String> labels() {
    return labels;
  }

  /** Number of classes. */
  public int classes() {
    return labels.size();
  }

  /** How often a true class was called another (or itself). */
  public int count(int truth, int decision) {
    return counts[truth][decision];
  }

  /** Share of a true class that was called so, 0 to 1; absent where the class has no examples. */
  public OptionalDouble share(int truth, int decision) {
    return ratio(counts[truth][decision], support(truth));
  }

  /** Number of examples. */
  public int total() {
    return IntStream.range(0, classes()).map(this::support).sum();
  }

  /** Number of examples that are truly of a class. */
  public int support(int index) {
    return Arrays.stream(counts[index]).sum();
  }

  /** Number of examples that were called so. */
  public int decided(int index) {
    return Arrays.stream(counts).mapToInt(row -> row[index]).sum();
  }

  /** Number of examples called by their true class. */
  public int correct() {
    return IntStream.range(0, classes()).map(c -> counts[c][c]).sum();
  }

  /** Share of the examples called so that truly are, 0 to 1; absent where none was called so. */
  public OptionalDouble precision(int index) {
    return ratio(counts[index][index], decided(index));
  }

  /** Share of a class's examples that were found, 0 to 1; absent where it has none. */
  public OptionalDouble recall(int index) {
    return ratio(counts[index][index], support(index));
  }

  /** 2 TP / (2 TP + FP + FN), 0 to 1; absent where the class neither is there nor was decided. */
  public OptionalDouble f1(int index) {
    return ratio(2.0 * counts[index][index], (double) support(index) + decided(index));
  }

  /** The figures of every class in order. */
  public List<ClassMetrics> perClass() {
    List<ClassMetrics> metrics = new ArrayList<>();
    for (int c = 0; c < classes(); c++) {
      metrics.add(
          new ClassMetrics(labels.get(c), precision(c), recall(c), f1(c), support(c), decided(c)));
    }
    return metrics;
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that
        && labels.equals(that.labels)
        && Arrays.deepEquals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return labels + " " + Arrays.deepToString(counts);
  }
}
