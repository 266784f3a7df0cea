package io.github.fer4j.train;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.Temperature;
import io.github.fer4j.eval.report.FaceScoring;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.internal.CrowdTargets;
import io.github.fer4j.train.network.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The model that a run ends with: its best checkpoint, exported, each head calibrated on the
 * validation split, and measured there as the file that it is. (The figures of the training itself
 * may be of another precision.)
 */
final class RunModel {
  private RunModel() {}

  /**
   * Writes it into the run's folder.
   *
   * @param best a checkpoint after at least one epoch
   * @param validation faces of PublicTest that have a class
   */
  static void write(Checkpoint best, List<Example> validation, Path folder) throws IOException {
    ModelBundle plain = CheckpointModel.of(best, Map.of()).bundle();
    Map<String, Double> temperatures = new TreeMap<>();
    Map<String, Double> metrics = new TreeMap<>();
    for (Head head : best.config().buildNetwork().heads()) {
      ScoredExamples scores = score(plain, head, best.config().classes(), validation);
      Temperature temperature = Temperature.fit(scores);
      temperatures.put(head.name(), temperature.value());
      metrics.putAll(metrics(head, Evaluation.of(temperature.applyTo(scores))));
    }
    CheckpointModel.of(best, temperatures).withMetrics(metrics).bundle().replaceIn(folder);
  }

  private static Map<String, Double> metrics(Head head, Evaluation evaluation) {
    boolean crowd = head.name().equals(Head.CROWD);
    return Map.of(
        crowd ? CheckpointModel.CROWD_ACCURACY : CheckpointModel.ACCURACY,
        evaluation.accuracy(),
        crowd ? CheckpointModel.CROWD_STATE_ACCURACY : CheckpointModel.STATE_ACCURACY,
        evaluation.stateAccuracy(),
        crowd ? CheckpointModel.CROWD_LOG_LOSS : CheckpointModel.LOG_LOSS,
        evaluation.logLoss());
  }

  /** The head's answers for the examples of which its truth is known. */
  private static ScoredExamples score(
      ModelBundle model, Head head, ClassSet classes, List<Example> examples) {
    Function<Example, Optional<Emotion>> truth =
        head.name().equals(Head.CROWD)
            ? example -> CrowdTargets.majority(example, classes)
            : example -> example.emotion(classes);
    List<Example> known = examples.stream().filter(e -> truth.apply(e).isPresent()).toList();
    int threads = Runtime.getRuntime().availableProcessors();
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(model, head.name(), threads)) {
      return FaceScoring.score(classifier, known, classes, e -> truth.apply(e).orElseThrow());
    }
  }
}
