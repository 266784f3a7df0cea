package io.github.fer4j.spark;

import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.VerifiedCascadeDetector;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkFiles;

/**
 * The predictors of this JVM. Tasks come and go, and opening a predictor takes longer than many
 * pictures; so each is opened by the first task that needs it and shared by all. One that no task
 * uses is closed when another is opened, or when the JVM ends. That is why this state is static:
 * Spark gives an executor no other place for it.
 */
final class ExecutorPredictors {
  private static final Map<PredictorSettings, Shared> OPEN = new HashMap<>();

  static {
    // Only those that are idle: a task that still runs must not take the end for a bad picture.
    Runtime.getRuntime().addShutdownHook(new Thread(ExecutorPredictors::closeIdle));
  }

  /** A predictor and its classifier; {@link #release} when the task has ended. */
  static final class Shared {
    private final EmotionPredictor predictor;
    private final EmotionClassifier classifier;
    private int users;

    private Shared(EmotionPredictor predictor, EmotionClassifier classifier) {
      this.predictor = predictor;
      this.classifier = classifier;
    }

    /** For pictures. */
    EmotionPredictor predictor() {
      return predictor;
    }

    /** For faces that are cut out already. */
    EmotionClassifier classifier() {
      return classifier;
    }

    void release() {
      synchronized (OPEN) {
        users--;
      }
    }
  }

  private ExecutorPredictors() {}

  /** A predictor, which the caller releases. */
  static Shared acquire(PredictorSettings settings) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(settings);
      if (shared == null) {
        closeIdle();
        shared = open(settings);
        OPEN.put(settings, shared);
      }
      shared.users++;
      return shared;
    }
  }

  /** Closes those that no task uses. */
  static void closeIdle() {
    synchronized (OPEN) {
      OPEN.values()
          .removeIf(
              shared -> {
                if (shared.users == 0) {
                  shared.predictor.close();
                }
                return shared.users == 0;
              });
    }
  }

  private static Shared open(PredictorSettings settings) {
    try {
      EmotionClassifier single =
          OnnxEmotionClassifier.open(
              model(settings), settings.origin().reading(), settings.threads());
      EmotionClassifier classifier =
          settings.testTimeAugmentation() ? new TestTimeAugmentation(single) : single;
      EmotionPredictor predictor =
          EmotionPredictor.builder()
              .classifier(classifier)
              .detector(detector(settings.detector()))
              .threads(settings.threads())
              .build();
      return new Shared(predictor, classifier);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelBundle model(PredictorSettings settings) throws IOException {
    ModelBundle model =
        settings.model().isEmpty()
            ? ModelBundle.shipped()
            : ModelBundle.read(Path.of(SparkFiles.get(settings.model())));
    ModelCard expected = settings.origin().card();
    if (!model.card().sha256().equals(expected.sha256())) {
      throw new IllegalStateException(
          "This executor has the model "
              + model.card().sha256()
              + ", the driver has "
              + expected.sha256()
              + ": give all of them the same version of fer4j");
    }
    return model.withClasses(settings.origin().classes());
  }

  private static FaceDetector detector(String name) throws IOException {
    return switch (name) {
      case "haar", "lbp" ->
          new CascadeFaceDetector(
              CascadeSettings.forPictures(Cascade.valueOf(name.toUpperCase(Locale.ROOT))));
      case PredictorSettings.CASCADES -> new VerifiedCascadeDetector();
      case PredictorSettings.NO_DETECTOR -> picture -> List.of();
      default ->
          YuNetFaceDetector.open(Path.of(SparkFiles.get(name.substring(name.indexOf(':') + 1))));
    };
  }
}
