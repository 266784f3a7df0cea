package io.github.fer4j.core;

import java.util.Comparator;
import java.util.List;

/**
 * What the network says of one face: a probability for each of the five classes.
 *
 * @param angry probability of {@link Emotion#ANGRY}, 0 to 1
 * @param fear probability of {@link Emotion#FEAR}, 0 to 1
 * @param happy probability of {@link Emotion#HAPPY}, 0 to 1
 * @param neutral probability of {@link Emotion#NEUTRAL}, 0 to 1
 * @param sad probability of {@link Emotion#SAD}, 0 to 1
 */
public record Prediction(double angry, double fear, double happy, double neutral, double sad) {

  /** How far the five may be from summing to 1: the rounding of 32-bit softmax outputs. */
  public static final double SUM_TOLERANCE = 1e-5;

  /**
   * @throws IllegalArgumentException if a probability is not finite or outside 0 to 1, or if their
   *     sum is farther than 1e-5 from 1
   */
  public Prediction {
    double sum = checked(angry) + checked(fear) + checked(happy) + checked(neutral) + checked(sad);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("The five probabilities sum to " + sum + ", not to 1");
    }
  }

  private static double checked(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Probability " + probability + " is outside 0 to 1");
    }
    return probability;
  }

  /**
   * A prediction from one row of a softmax output of shape [N, 5].
   *
   * @param outputs probabilities, row by row, in the order of {@link Emotion}
   * @param row which row, from 0
   */
  public static Prediction ofRow(float[] outputs, int row) {
    int at = row * Emotion.COUNT;
    return new Prediction(
        outputs[at], outputs[at + 1], outputs[at + 2], outputs[at + 3], outputs[at + 4]);
  }

  /**
   * The mean of several predictions.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Prediction mean(List<Prediction> predictions) {
    if (predictions.isEmpty()) {
      throw new IllegalArgumentException("Cannot average an empty list of predictions");
    }
    double[] sums = new double[Emotion.COUNT];
    for (Prediction prediction : predictions) {
      double[] probabilities = prediction.toArray();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += probabilities[i] / predictions.size();
      }
    }
    return rounded(sums);
  }

  /**
   * The prediction on the way from this one to another.
   *
   * @param other where the way ends
   * @param share how much of the way is gone, 0 (this prediction) to 1 (the other)
   * @throws IllegalArgumentException if the share is outside that range
   */
  public Prediction towards(Prediction other, double share) {
    double[] from = toArray();
    double[] to = other.toArray();
    checked(share);
    for (int i = 0; i < from.length; i++) {
      from[i] += share * (to[i] - from[i]);
    }
    return rounded(from);
  }

  // Sums of probabilities may leave 0 to 1 by a last digit.
  private static Prediction rounded(double[] p) {
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.max(0, Math.min(1, p[i]));
    }
    return new Prediction(p[0], p[1], p[2], p[3], p[4]);
  }

  /** The probability of one class, 0 to 1. */
  public double probability(Emotion emotion) {
    return switch (emotion) {
      case ANGRY -> angry;
      case FEAR -> fear;
      case HAPPY -> happy;
      case NEUTRAL -> neutral;
      case SAD -> sad;
    };
  }

  /** The summed probability of a state's classes, 0 to 1 within rounding. */
  public double probability(State state) {
    return Emotion.inOrder().stream()
        .filter(emotion -> emotion.state() == state)
        .mapToDouble(this::probability)
        .sum();
  }

  /** The class with the highest probability; of equals the first in order. */
  public Emotion emotion() {
    return Emotion.inOrder().stream()
        .max(
            Comparator.<Emotion>comparingDouble(this::probability)
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** The state of the top class: the seed project's rule. */
  public State state() {
    return emotion().state();
  }

  /** The five probabilities in the order of {@link Emotion}; a new array each time. */
  public double[] toArray() {
    return new double[] {angry, fear, happy, neutral, sad};
  }
}
