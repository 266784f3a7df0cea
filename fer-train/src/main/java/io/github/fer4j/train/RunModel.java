package io.github.fer4j.train;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.data.Example;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.Temperature;
import io.github.fer4j.eval.report.FaceScoring;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.onnx.ModelExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The model that a run ends with: its best checkpoint, exported, calibrated on the validation
 * split, and measured there as the file that it is. (The figures of the training itself may be of
 * another precision.)
 */
final class RunModel {
  private RunModel() {}

  /**
   * Writes it into the run's folder.
   *
   * @param best a checkpoint after at least one epoch
   * @param validation faces of PublicTest that have a class
   */
  static ModelCard write(Checkpoint best, List<Example> validation, Path folder)
      throws IOException {
    CheckpointModel.of(best, 1).replaceIn(folder);
    ScoredExamples scores = score(ModelBundle.read(folder), validation);
    Temperature temperature = Temperature.fit(scores);
    CheckpointModel.of(best, temperature.value()).replaceIn(folder);
    Evaluation evaluation = Evaluation.of(temperature.applyTo(scores));
    return ModelExport.addMetrics(
        folder,
        Map.of(
            CheckpointModel.ACCURACY, evaluation.accuracy(),
            CheckpointModel.STATE_ACCURACY, evaluation.stateAccuracy(),
            CheckpointModel.LOG_LOSS, evaluation.logLoss()));
  }

  private static ScoredExamples score(ModelBundle model, List<Example> examples) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(model, threads)) {
      return FaceScoring.score(classifier, examples);
    }
  }
}
