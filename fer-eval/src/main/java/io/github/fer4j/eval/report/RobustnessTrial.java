package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.data.Corruption;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.infer.EmotionClassifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how robust a classifier is, on a sample of faces.
 *
 * @param faces most faces in the sample: 400 keep the intervals within 5 points and the time short
 * @param classes that count
 * @param truth what faces are held to show
 * @param seed draws the sample and what is random in the corruptions
 * @param bootstrap draws the intervals
 */
record RobustnessTrial(int faces, ClassSet classes, Truth truth, long seed, Bootstrap bootstrap) {

  /** Examples of which each has the truth. */
  Robustness measure(EmotionClassifier classifier, List<Example> examples) {
    List<Example> sample = new ArrayList<>(examples);
    RandomSequence.ofMixed(seed).shuffle(sample);
    sample = sample.subList(0, Math.min(faces, sample.size()));
    Estimate untouched =
        accuracy(score(classifier, sample, sample.stream().map(Example::image).toList()));
    List<Robustness.Course> courses = new ArrayList<>();
    for (Corruption corruption : Corruption.values()) {
      courses.add(course(classifier, sample, corruption));
    }
    return new Robustness(sample.size(), untouched, courses);
  }

  private Robustness.Course course(
      EmotionClassifier classifier, List<Example> sample, Corruption corruption) {
    List<Robustness.Step> steps = new ArrayList<>();
    for (double strength : corruption.strengths()) {
      List<FaceImage> worse =
          sample.stream().map(e -> corruption.apply(e.image(), strength, seed + e.row())).toList();
      ScoredExamples scores = score(classifier, sample, worse);
      steps.add(
          new Robustness.Step(strength, accuracy(scores), accuracy(scores.statesByTopClass())));
    }
    return new Robustness.Course(corruption.title(), corruption.unit(), steps);
  }

  private ScoredExamples score(
      EmotionClassifier classifier, List<Example> sample, List<FaceImage> images) {
    return FaceScoring.of(sample, classes, truth.among(classes), classifier.classify(images));
  }

  private Estimate accuracy(ScoredExamples scores) {
    return bootstrap.estimates(scores).get(Metric.ACCURACY);
  }
}
