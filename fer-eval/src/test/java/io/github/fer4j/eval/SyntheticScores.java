package io.github.fer4j.eval;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Scores of a classifier that does not exist, from a seeded generator. */
public final class SyntheticScores {
  private SyntheticScores() {}

  /**
   * Scores whose true class is usually, not always, among the more probable ones.
   *
   * @param size number of examples
   * @param skill how much the truth weighs in the logits; 0 guesses, 3 is rarely wrong
   * @param seed of the generator
   */
  public static ScoredExamples of(int size, double skill, long seed) {
    return of(ClassSet.FIVE, size, skill, seed);
  }

  /** The same over these classes. */
  public static ScoredExamples of(ClassSet classes, int size, double skill, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Emotion> truths = new ArrayList<>();
    float[] probabilities = new float[size * classes.size()];
    for (int i = 0; i < size; i++) {
      Emotion truth = classes.emotion(random.nextInt(classes.size()));
      truths.add(truth);
      double[] odds = new double[classes.size()];
      for (int c = 0; c < odds.length; c++) {
        odds[c] = Math.exp(random.nextGaussian() + (c == truth.ordinal() ? skill : 0));
      }
      double sum = IntStream.range(0, odds.length).mapToDouble(c -> odds[c]).sum();
      for (int c = 0; c < odds.length; c++) {
        probabilities[i * classes.size() + c] = (float) (odds[c] / sum);
      }
    }
    return ScoredExamples.ofEmotions(
        classes, IntStream.range(0, size).toArray(), truths, probabilities);
  }

  /** Two-class scores laid on Angry (class 0) and Fear (class 1), by the probability of Fear. */
  static ScoredExamples binary(int[] truths, double... probabilities) {
    float[] values = new float[truths.length * ClassSet.FIVE.size()];
    for (int i = 0; i < truths.length; i++) {
      values[i * ClassSet.FIVE.size()] = (float) (1 - probabilities[i]);
      values[i * ClassSet.FIVE.size() + 1] = (float) probabilities[i];
    }
    return ScoredExamples.ofEmotions(
        IntStream.range(0, truths.length).toArray(),
        IntStream.of(truths).mapToObj(ClassSet.FIVE::emotion).toList(),
        values);
  }

  /** Scores that are certain of these decisions. */
  static ScoredExamples decided(int[] truths, int... decisions) {
    float[] values = new float[truths.length * ClassSet.FIVE.size()];
    for (int i = 0; i < truths.length; i++) {
      values[i * ClassSet.FIVE.size() + decisions[i]] = 1;
    }
    return ScoredExamples.ofEmotions(
        IntStream.range(0, truths.length).toArray(),
        IntStream.of(truths).mapToObj(ClassSet.FIVE::emotion).toList(),
        values);
  }
}
