package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One reading of a model against one truth.
 *
 * @param reading which of the model's outputs
 * @param truth what it is measured against
 * @param scores of the faces that count
 */
public record ReadingScores(String reading, Truth truth, ScoredExamples scores) {

  /** Whether the truth is the one that the reading is trained to answer. */
  public boolean isOwnTruth() {
    return truth.equals(Truth.ofReading(reading));
  }

  /**
   * Every reading of a model against every truth that the examples have: the labels, and what
   * people say of them where there are votes.
   *
   * @param examples at least one, each with one of the classes
   * @param classes that count; a model of more is read out over these
   * @param use puts threads or views around a classifier
   */
  public static List<ReadingScores> of(
      ModelBundle model,
      List<Example> examples,
      ClassSet classes,
      UnaryOperator<EmotionClassifier> use) {
    List<ReadingScores> all = new ArrayList<>();
    List<FaceImage> images = examples.stream().map(Example::image).toList();
    for (String reading : model.card().outputs().keySet()) {
      try (EmotionClassifier classifier =
          OnnxEmotionClassifier.open(model.withClasses(classes), reading, 1)) {
        all.addAll(of(reading, examples, classes, use.apply(classifier).classify(images)));
      }
    }
    return all;
  }

  private static List<ReadingScores> of(
      String reading, List<Example> examples, ClassSet classes, List<Prediction> predictions) {
    List<ReadingScores> all = new ArrayList<>();
    for (Truth truth : Truth.ALL) {
      List<Example> counted = new ArrayList<>();
      List<Prediction> said = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        if (truth.of(examples.get(i), classes).isPresent()) {
          counted.add(examples.get(i));
          said.add(predictions.get(i));
        }
      }
      if (!counted.isEmpty()) {
        all.add(
            new ReadingScores(
                reading, truth, FaceScoring.of(counted, classes, truth.among(classes), said)));
      }
    }
    return all;
  }
}
