package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.ScoredExamples;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What figures are to be held against.
 *
 * @param majorityClass the most frequent class of the evaluated faces
 * @param majorityAccuracy accuracy of always saying it, over the classes
 * @param majorityState the most frequent state
 * @param majorityStateAccuracy accuracy of always saying it, two states
 * @param human accuracy of people
 */
public record Baselines(
    String majorityClass,
    double majorityAccuracy,
    String majorityState,
    double majorityStateAccuracy,
    Human human) {

  /**
   * Accuracy of people.
   *
   * @param accuracy 0 to 1
   * @param margin by which it may be off
   * @param note what it was measured on
   */
  public record Human(double accuracy, double margin, String note) {
    /** I. Goodfellow et al., "Challenges in representation learning", 2013, section 3.1. */
    static Human onFer2013(ClassSet classes) {
      String study = "People on FER2013 with all seven labels (Goodfellow et al., 2013).";
      return new Human(
          0.65,
          0.05,
          switch (classes) {
            case FIVE ->
                study
                    + " Five classes are an easier question, so this figure is a landmark and not a"
                    + " like-for-like comparison.";
            case SEVEN -> study;
            case EIGHT ->
                study
                    + " Eight classes are another question, so this figure is a landmark and not a"
                    + " like-for-like comparison.";
          });
    }
  }

  static Baselines of(ScoredExamples scores) {
    ConfusionMatrix emotions = ConfusionMatrix.of(scores);
    ConfusionMatrix states = ConfusionMatrix.of(scores.statesByTopClass());
    int emotion = mostFrequent(emotions);
    int state = mostFrequent(states);
    return new Baselines(
        emotions.labels().get(emotion),
        (double) emotions.support(emotion) / emotions.total(),
        states.labels().get(state),
        (double) states.support(state) / states.total(),
        Human.onFer2013(scores.classSet()));
  }

  private static int mostFrequent(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes())
        .boxed()
        .max(Comparator.comparingInt(matrix::support).thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }
}
