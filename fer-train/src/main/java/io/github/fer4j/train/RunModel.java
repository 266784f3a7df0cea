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
 * validation split, and measured there as the file that it is, over all of its classes and over
 * each smaller set of them. (The figures of the training itself may be of another precision.)
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
    List<Head> heads = best.config().buildNetwork().heads();
    for (Head head : heads) {
      ScoredExamples scores = score(plain, head, best.config().classes(), validation).orElseThrow();
      Temperature temperature = Temperature.fit(scores);
      temperatures.put(head.name(), temperature.value());
      metrics.putAll(metrics(head, Evaluation.of(temperature.applyTo(scores))));
    }
    ModelBundle model = CheckpointModel.of(best, temperatures).bundle();
    for (Head head : heads) {
      metrics.putAll(overFewer(model, head, validation));
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

  /**
   * The figures over each smaller set of classes, its name before theirs: of the faces whose label
   * is one of these, as {@code evaluate} counts them.
   */
  private static Map<String, Double> overFewer(
      ModelBundle model, Head head, List<Example> validation) {
    Map<String, Double> all = new TreeMap<>();
    for (ClassSet fewer : ClassSet.values()) {
      if (fewer.size() < model.card().classes().size()) {
        List<Example> labelled =
            validation.stream().filter(e -> e.emotion(fewer).isPresent()).toList();
        score(model, head, fewer, labelled)
            .map(scores -> metrics(head, Evaluation.of(scores)))
            .ifPresent(over -> over.forEach((name, value) -> all.put(fewer + "." + name, value)));
      }
    }
    return all;
  }

  /** The head's answers for the examples of which its truth is known; empty if there are none. */
  private static Optional<ScoredExamples> score(
      ModelBundle model, Head head, ClassSet classes, List<Example> examples) {
    Function<Example, Optional<Emotion>> truth =
        head.name().equals(Head.CROWD)
            ? example -> CrowdTargets.majority(example, classes)
            : example -> example.emotion(classes);
    List<Example> known = examples.stream().filter(e -> truth.apply(e).isPresent()).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int threads = Runtime.getRuntime().availableProcessors();
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(model, head.name(), threads)) {
      return Optional.of(
          FaceScoring.score(classifier, known, classes, e -> truth.apply(e).orElseThrow()));
    }
  }
}
