package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.infer.EmotionClassifier;
import java.util.List;
import java.util.function.Function;

/** Has a classifier tell the expressions of labelled faces. */
public final class FaceScoring {
  private FaceScoring() {}

  /**
   * The scores of these examples, in their order.
   *
   * @param examples at least one, each with a class
   */
  public static ScoredExamples score(EmotionClassifier classifier, List<Example> examples) {
    return score(classifier, examples, examples.stream().map(Example::image).toList());
  }

  /**
   * The scores of these examples, in their order, against another truth than their labels.
   *
   * @param examples at least one
   * @param truth the class of each
   */
  public static ScoredExamples score(
      EmotionClassifier classifier, List<Example> examples, Function<Example, Emotion> truth) {
    return of(examples, truth, classifier.classify(examples.stream().map(Example::image).toList()));
  }

  /** The scores where these images stand in for the examples' own. */
  static ScoredExamples score(
      EmotionClassifier classifier, List<Example> examples, List<FaceImage> images) {
    return of(examples, classifier.classify(images));
  }

  /** The scores of what was said of these examples, in the same order. */
  static ScoredExamples of(List<Example> examples, List<Prediction> predictions) {
    return of(examples, example -> example.emotion().orElseThrow(), predictions);
  }

  private static ScoredExamples of(
      List<Example> examples, Function<Example, Emotion> truth, List<Prediction> predictions) {
    float[] probabilities = new float[predictions.size() * ClassSet.FIVE.size()];
    for (int i = 0; i < predictions.size(); i++) {
      double[] said = predictions.get(i).restrictedTo(ClassSet.FIVE).toArray();
      for (int c = 0; c < said.length; c++) {
        probabilities[i * said.length + c] = (float) said[c];
      }
    }
    return ScoredExamples.ofEmotions(
        examples.stream().mapToInt(Example::row).toArray(),
        examples.stream().map(truth).toList(),
        probabilities);
  }
}
