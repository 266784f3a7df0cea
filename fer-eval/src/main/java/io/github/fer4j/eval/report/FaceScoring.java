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

/** Classifies labelled faces. */
public final class FaceScoring {
  private FaceScoring() {}

  /**
   * The scores of these examples over the five classes, in their order.
   *
   * @param examples at least one, each with a class
   */
  public static ScoredExamples score(EmotionClassifier classifier, List<Example> examples) {
    return score(classifier, examples, ClassSet.FIVE);
  }

  /**
   * The scores of these examples, in their order. A classifier of more classes is read out over
   * these, see {@link Prediction#restrictedTo}.
   *
   * @param examples at least one, each with one of the classes
   * @param classes that count
   * @throws IllegalArgumentException if the classifier lacks one of them
   */
  public static ScoredExamples score(
      EmotionClassifier classifier, List<Example> examples, ClassSet classes) {
    return score(classifier, examples, classes, label(classes));
  }

  /**
   * The scores of these examples, in their order, against another truth than their labels.
   *
   * @param examples at least one
   * @param classes that count
   * @param truth the class of each, one of them
   * @throws IllegalArgumentException if the classifier lacks one of the classes
   */
  public static ScoredExamples score(
      EmotionClassifier classifier,
      List<Example> examples,
      ClassSet classes,
      Function<Example, Emotion> truth) {
    List<FaceImage> images = examples.stream().map(Example::image).toList();
    return of(examples, classes, truth, classifier.classify(images));
  }

  private static Function<Example, Emotion> label(ClassSet classes) {
    return example -> example.emotion(classes).orElseThrow();
  }

  /** The scores of what was said of these examples, in the same order. */
  static ScoredExamples of(
      List<Example> examples,
      ClassSet classes,
      Function<Example, Emotion> truth,
      List<Prediction> predictions) {
    float[] probabilities = new float[predictions.size() * classes.size()];
    for (int i = 0; i < predictions.size(); i++) {
      double[] said = predictions.get(i).restrictedTo(classes).toArray();
      for (int c = 0; c < said.length; c++) {
        probabilities[i * said.length + c] = (float) said[c];
      }
    }
    return ScoredExamples.ofEmotions(
        classes,
        examples.stream().mapToInt(Example::row).toArray(),
        examples.stream().map(truth).toList(),
        probabilities);
  }
}
