package io.github.fer4j.eval;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.State;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * What a classifier said of examples whose truth is known: for each its row in the data, its true
 * class, the probability of each class, and the class decided on. Immutable.
 */
public final class ScoredExamples {
  private static final List<String> STATES =
      Arrays.stream(State.values()).map(State::label).toList();

  private final List<String> labels;
  private final int[] rows;
  private final int[] truths;
  private final int[] decisions;
  private final double[] probabilities;

  private ScoredExamples(
      List<String> labels, int[] rows, int[] truths, int[] decisions, double[] probabilities) {
    this.labels = labels;
    this.rows = rows;
    this.truths = truths;
    this.decisions = decisions;
    this.probabilities = probabilities;
  }

  /** Scores over the five classes, see {@link #ofEmotions(ClassSet, int[], List, float[])}. */
  public static ScoredExamples ofEmotions(int[] rows, List<Emotion> truths, float[] probabilities) {
    return ofEmotions(ClassSet.FIVE, rows, truths, probabilities);
  }

  /**
   * Scores over emotions; the class decided on is the most probable one, of equals the first in
   * order.
   *
   * @param set the classes
   * @param rows row of each example in the data, [n]
   * @param truths true class of each example, [n]
   * @param probabilities softmax outputs [n, classes] in row-major order, each 0 to 1
   * @throws IllegalArgumentException if there are no examples, the lengths do not match, a truth is
   *     none of the classes, or a probability is not within 0 to 1
   */
  public static ScoredExamples ofEmotions(
      ClassSet set, int[] rows, List<Emotion> truths, float[] probabilities) {
    int size = truths.size();
    if (size == 0) {
      throw new IllegalArgumentException("There are no examples to evaluate");
    }
    if (rows.length != size || probabilities.length != size * set.size()) {
      throw new IllegalArgumentException(
          size
              + " examples need as many rows and "
              + size * set.size()
              + " probabilities, not "
              + rows.length
              + " and "
              + probabilities.length);
    }
    double[] values = new double[probabilities.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = checked(probabilities[i], rows[i / set.size()]);
    }
    int[] classes = truths.stream().mapToInt(set::indexOf).toArray();
    return new ScoredExamples(
        set.labels(), rows.clone(), classes, mostProbable(values, size), values);
  }

  private static double checked(float probability, int row) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Probability " + probability + " of row " + row + " is outside 0 to 1");
    }
    return probability;
  }

  private static int[] mostProbable(double[] probabilities, int size) {
    int classes = probabilities.length / size;
    int[] best = new int[size];
    for (int example = 0; example < size; example++) {
      int at = example * classes;
      for (int c = 1; c < classes; c++) {
        if (probabilities[at + c] > probabilities[at + best[example]]) {
          best[example] = c;
        }
      }
    }
    return best;
  }

  /**
   * The same examples over the two states, where the state decided on is that of the most probable
   * emotion. Probabilities are the emotions' sums.
   *
   * @throws IllegalStateException if these are not scores over emotions
   */
  public ScoredExamples statesByTopClass() {
    double[] sums = stateProbabilities();
    return new ScoredExamples(STATES, rows, states(truths), states(decisions), sums);
  }

  /**
   * The same examples over the two states, where the state decided on is the one with the greater
   * summed probability, of equals Okay.
   *
   * @throws IllegalStateException if these are not scores over emotions
   */
  public ScoredExamples statesBySum() {
    double[] sums = stateProbabilities();
    return new ScoredExamples(STATES, rows, states(truths), mostProbable(sums, size()), sums);
  }

  private double[] stateProbabilities() {
    ClassSet set = classSet();
    int states = STATES.size();
    double[] sums = new double[size() * states];
    for (int i = 0; i < probabilities.length; i++) {
      int state = set.emotion(i % set.size()).state().ordinal();
      sums[i / set.size() * states + state] += probabilities[i];
    }
    return sums;
  }

  private int[] states(int[] emotions) {
    ClassSet set = classSet();
    return Arrays.stream(emotions).map(e -> set.emotion(e).state().ordinal()).toArray();
  }

  /**
   * The classes that these are scores over.
   *
   * @throws IllegalStateException if these are not scores over emotions
   */
  public ClassSet classSet() {
    return ClassSet.ofLabels(labels)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "These are scores over " + labels + ", not over emotions"));
  }

  /**
   * The examples at these positions, in this order; a position may come more than once.
   *
   * @param positions each 0 to {@code size() - 1}; at least one
   */
  public ScoredExamples select(int... positions) {
    if (positions.length == 0) {
      throw new IllegalArgumentException("There are no examples to evaluate");
    }
    double[] chosen = new double[positions.length * classes()];
    for (int i = 0; i < positions.length; i++) {
      System.arraycopy(probabilities, positions[i] * classes(), chosen, i * classes(), classes());
    }
    return new ScoredExamples(
        labels, pick(rows, positions), pick(truths, positions), pick(decisions, positions), chosen);
  }

  /** The same examples and decisions with other probabilities. */
  ScoredExamples mapProbabilities(BiFunction<Integer, double[], double[]> mapping) {
    double[] mapped = new double[probabilities.length];
    for (int example = 0; example < size(); example++) {
      int at = example * classes();
      double[] row = Arrays.copyOfRange(probabilities, at, at + classes());
      System.arraycopy(mapping.apply(example, row), 0, mapped, at, classes());
    }
    return new ScoredExamples(labels, rows, truths, decisions, mapped);
  }

  /**
   * @throws IllegalArgumentException if other scores are not of the same rows and truths in the
   *     same order
   */
  void requireSameExamples(ScoredExamples other) {
    if (!labels.equals(other.labels)
        || !Arrays.equals(rows, other.rows)
        || !Arrays.equals(truths, other.truths)) {
      throw new IllegalArgumentException(
          "These scores are not of the same examples: "
              + size()
              + " and "
              + other.size()
              + " faces, or other rows, truths or labels");
    }
  }

  private static int[] pick(int[] from, int[] positions) {
    return IntStream.of(positions).map(i -> from[i]).toArray();
  }

  /** Labels of the classes in order. */
  public List<String> labels() {
    return labels;
  }

  /** Number of classes: 5, 7 or 8 emotions, or 2 states. */
  public int classes() {
    return labels.size();
  }

  /** Number of examples, at least 1. */
  public int size() {
    return truths.length;
  }

  /** Row of an example in the data. */
  public int row(int example) {
    return rows[example];
  }

  /** Index of an example's true class. */
  public int truth(int example) {
    return truths[example];
  }

  /** Index of the class decided on. */
  public int decision(int example) {
    return decisions[example];
  }

  /** Whether the class decided on is the true one. */
  public boolean correct(int example) {
    return decisions[example] == truths[example];
  }

  /** Probability of the class decided on, 0 to 1. */
  public double confidence(int example) {
    return probability(example, decisions[example]);
  }

  /** Probability of one class for one example, 0 to 1 (within rounding for states). */
  public double probability(int example, int index) {
    return probabilities[example * classes() + index];
  }
}
