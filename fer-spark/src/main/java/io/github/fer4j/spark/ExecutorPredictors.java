package io.github.fer4j.spark;

import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;

/**
 * The predictors of this JVM. Tasks come and go, and opening a predictor takes longer than many
 * pictures; so each is opened by the first task that needs it and shared by all, until the JVM
 * ends. That is why this state is static: Spark gives an executor no other place for it.
 */
final class ExecutorPredictors {
  private static final Map<PredictorSettings, Opened> OPEN = new ConcurrentHashMap<>();

  /**
   * @param predictor for pictures
   * @param classifier for faces that are cut out already
   */
  record Opened(EmotionPredictor predictor, EmotionClassifier classifier) {}

  private ExecutorPredictors() {}

  static Opened of(PredictorSettings settings) {
    return OPEN.computeIfAbsent(settings, ExecutorPredictors::open);
  }

  private static Opened open(PredictorSettings settings) {
    try {
      ModelBundle model =
          settings.model().isEmpty()
              ? ModelBundle.shipped()
              : ModelBundle.read(Path.of(SparkFiles.get(settings.model())));
      if (!model.card().sha256().equals(settings.modelDigest())) {
        throw new IllegalStateException(
            "This executor has the model "
                + model.card().sha256()
                + ", the driver has "
                + settings.modelDigest()
                + ": give all of them the same version of fer4j");
      }
      EmotionClassifier single = OnnxEmotionClassifier.open(model, settings.threads());
      EmotionClassifier classifier =
          settings.testTimeAugmentation() ? new TestTimeAugmentation(single) : single;
      EmotionPredictor predictor =
          EmotionPredictor.builder()
              .classifier(classifier)
              .detector(detector(settings.detector()))
              .threads(settings.threads())
              .build();
      return new Opened(predictor, classifier);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FaceDetector detector(String name) throws IOException {
    return switch (name) {
      case "haar" -> new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
      case "lbp" -> new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.LBP));
      case "none" -> picture -> List.of();
      default ->
          YuNetFaceDetector.open(Path.of(SparkFiles.get(name.substring(name.indexOf(':') + 1))));
    };
  }
}
