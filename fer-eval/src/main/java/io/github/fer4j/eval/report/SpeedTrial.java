package io.github.fer4j.eval.report;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Measures what a prediction costs.
 *
 * @param threads that the classifier uses in one call
 */
record SpeedTrial(int threads) {
  private static final int WARM_UP = 50;
  private static final int CALLS = 200;
  private static final int BATCHED = 512;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double HIGH = 0.95;

  Speed measure(ModelBundle bundle, List<FaceImage> faces) {
    try (EmotionClassifier classifier =
        OnnxEmotionClassifier.open(bundle, ModelCard.LABEL_READING, threads)) {
      return measure(classifier, bundle, faces);
    }
  }

  private Speed measure(EmotionClassifier classifier, ModelBundle bundle, List<FaceImage> faces) {
    for (int call = 0; call < WARM_UP; call++) {
      classifier.classify(faces.get(call % faces.size()));
    }
    double[] millis = new double[CALLS];
    for (int call = 0; call < CALLS; call++) {
      long start = System.nanoTime();
      classifier.classify(faces.get(call % faces.size()));
      millis[call] = (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
    Arrays.sort(millis);
    ModelCard.Architecture architecture = bundle.card().architecture();
    Quantile quantile = Quantile.withDefaults();
    return new Speed(
        known(architecture, architecture.parameters()),
        known(architecture, architecture.multiplyAdds()),
        bundle.onnx().length,
        threads,
        CALLS,
        quantile.evaluate(millis, 0.5),
        quantile.evaluate(millis, HIGH),
        batched(classifier, faces));
  }

  private static OptionalLong known(ModelCard.Architecture architecture, long count) {
    return architecture.hasLayers() ? OptionalLong.of(count) : OptionalLong.empty();
  }

  private static double batched(EmotionClassifier classifier, List<FaceImage> faces) {
    List<FaceImage> some = faces.subList(0, Math.min(BATCHED, faces.size()));
    long start = System.nanoTime();
    classifier.classify(some);
    return some.size() * NANOS_PER_SECOND / (System.nanoTime() - start);
  }
}
