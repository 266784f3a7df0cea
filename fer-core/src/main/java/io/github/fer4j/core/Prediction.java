package io.github.fer4j.core;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What a model says of one face: a probability distribution over its classes. A class that the
 * model does not know has no probability, which is not 0.
 *
 * @param classes the classes of the model
 * @param probabilities one for each class, 0 to 1, in the order of {@link ClassSet#emotions}
 */
public record Prediction(ClassSet classes, List<Double> probabilities) {

  /** How far the probabilities may be from summing to 1: the rounding of 32-bit softmax outputs. */
  public static final double SUM_TOLERANCE = 1e-5;

  /**
   * @throws IllegalArgumentException if there are more or fewer probabilities than classes, if one
   *     is not finite or outside 0 to 1, or if their sum is farther than 1e-5 from 1
   */
  public Prediction {
    Objects.requireNonNull(classes, "classes");
    probabilities = List.copyOf(probabilities);
    if (probabilities.size() != classes.size()) {
      throw new IllegalArgumentException(
          "The " + classes + " classes cannot have " + probabilities.size() + " probabilities");
    }
    double sum = 0;
    for (double probability : probabilities) {
      sum += checked(probability);
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "The " + classes + " probabilities sum to " + sum + ", not to 1");
    }
  }

  private static double checked(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("Probability " + probability + " is outside 0 to 1");
    }
    return probability;
  }

  /** A prediction over {@link ClassSet#FIVE}. */
  public Prediction(double angry, double fear, double happy, double neutral, double sad) {
    this(ClassSet.FIVE, List.of(angry, fear, happy, neutral, sad));
  }

  /**
   * A prediction over these classes.
   *
   * @param probabilities in the order of the classes
   */
  public static Prediction of(ClassSet classes, double... probabilities) {
    return new Prediction(classes, Arrays.stream(probabilities).boxed().toList());
  }

  /**
   * A prediction from one row of a softmax output of shape [N, classes].
   *
   * @param outputs probabilities, row by row, in the order of the classes
   * @param row which row, from 0
   */
  public static Prediction ofRow(ClassSet classes, float[] outputs, int row) {
    double[] probabilities = new double[classes.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = outputs[row * probabilities.length + i];
    }
    return of(classes, probabilities);
  }

  /**
   * The mean of several predictions over the same classes.
   *
   * @throws IllegalArgumentException if there are none, or if their classes differ
   */
  public static Prediction mean(List<Prediction> predictions) {
    if (predictions.isEmpty()) {
      throw new IllegalArgumentException("Cannot average an empty list of predictions");
    }
    ClassSet classes = predictions.get(0).classes;
    double[] sums = new double[classes.size()];
    for (Prediction prediction : predictions) {
      prediction.requireClasses(classes);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += prediction.probabilities.get(i) / predictions.size();
      }
    }
    return rounded(classes, sums);
  }

  /**
   * The prediction on the way from this one to another over the same classes.
   *
   * @param other where the way ends
   * @param share how much of the way is gone, 0 (this prediction) to 1 (the other)
   * @throws IllegalArgumentException if the share is outside that range, or if the classes differ
   */
  public Prediction towards(Prediction other, double share) {
    other.requireClasses(classes);
    double[] from = toArray();
    checked(share);
    for (int i = 0; i < from.length; i++) {
      from[i] += share * (other.probabilities.get(i) - from[i]);
    }
    return rounded(classes, from);
  }

  private void requireClasses(ClassSet expected) {
    if (classes != expected) {
      throw new IllegalArgumentException(
          "A prediction over " + classes + " classes cannot go with one over " + expected);
    }
  }

  // Sums of probabilities may leave 0 to 1 by a last digit.
  private static Prediction rounded(ClassSet classes, double[] p) {
    return of(classes, Arrays.stream(p).map(value -> Math.max(0, Math.min(1, value))).toArray());
  }

  /**
   * This prediction read out over fewer classes: the others are left out, and the rest is divided
   * by its sum. If that sum is 0, all classes get the same probability.
   *
   * @throws IllegalArgumentException if this prediction lacks one of the classes
   */
  public Prediction restrictedTo(ClassSet fewer) {
    if (!classes.includes(fewer)) {
      throw new IllegalArgumentException(
          "A prediction over " + classes + " classes has no probabilities for all of the " + fewer);
    }
    if (fewer == classes) {
      return this;
    }
    double sum = values().limit(fewer.size()).sum();
    double[] rest =
        values()
            .limit(fewer.size())
            .map(value -> sum > 0 ? value / sum : 1.0 / fewer.size())
            .toArray();
    return rounded(fewer, rest);
  }

  /** The probability of one class, 0 to 1; empty if the model does not know the class. */
  public OptionalDouble probability(Emotion emotion) {
    return classes.contains(emotion)
        ? OptionalDouble.of(probabilities.get(classes.indexOf(emotion)))
        : OptionalDouble.empty();
  }

  /** The summed probability of a state's classes, 0 to 1 within rounding. */
  public double probability(State state) {
    double sum = 0;
    for (int i = 0; i < classes.size(); i++) {
      sum += classes.emotion(i).state() == state ? probabilities.get(i) : 0;
    }
    return sum;
  }

  /** The class with the highest probability; of equals the first in order. */
  public Emotion emotion() {
    return classes.emotion(probabilities.indexOf(confidence()));
  }

  /** The highest probability. */
  public double confidence() {
    double highest = probabilities.get(0);
    for (double probability : probabilities) {
      highest = probability > highest ? probability : highest;
    }
    return highest;
  }

  /** The state of the top class: the seed project's rule. */
  public State state() {
    return emotion().state();
  }

  /** The probabilities in the order of the classes; a new array each time. */
  public double[] toArray() {
    return values().toArray();
  }

  private DoubleStream values() {
    return probabilities.stream().mapToDouble(Double::doubleValue);
  }
}
