package io.github.fer4j.train;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network is to answer for each training example, as probabilities of the classes: its
 * label, smoothed (C. Szegedy et al., arXiv 1512.00567, section 7), and where there are teachers,
 * mixed with the mean of what they say of the example (G. Hinton et al., arXiv 1503.02531, section
 * 2, at temperature 1; T. Furlanello et al., arXiv 1805.04770, for a teacher of the same kind).
 *
 * <p>Teachers see an example as it is and mirrored, without augmentation, once, before training.
 */
public final class Targets {
  /** Examples that a teacher sees at a time: more gain no speed, and memory grows with them. */
  private static final int CHUNK = 128;

  /** Of test-time augmentation only the mirrored view: all ten would take five times as long. */
  private static final int NO_SHIFT = 0;

  /** [n, 5], row-major. */
  private final float[] probabilities;

  private Targets(float[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * The targets of these examples, all of which have a class.
   *
   * @throws IOException if a teacher's model cannot be read
   * @throws io.github.fer4j.infer.model.MalformedModelException if it is none
   */
  public static Targets of(TrainingConfig config, List<Example> examples) throws IOException {
    List<Path> teachers = config.teachers();
    double share = teachers.isEmpty() ? 0 : config.teacherShare();
    float[] targets = smoothed(config.labelSmoothing(), examples);
    for (int i = 0; i < targets.length; i++) {
      targets[i] *= (float) (1 - share);
    }
    for (Path teacher : teachers) {
      add(predictions(teacher, examples), share / teachers.size(), targets);
    }
    return new Targets(targets);
  }

  /** The labels alone, without teachers. */
  static Targets ofLabels(TrainingConfig config, List<Example> examples) {
    return new Targets(smoothed(config.labelSmoothing(), examples));
  }

  private static float[] smoothed(double smoothing, List<Example> examples) {
    float[] targets = new float[examples.size() * Emotion.COUNT];
    Arrays.fill(targets, (float) (smoothing / Emotion.COUNT));
    for (int i = 0; i < examples.size(); i++) {
      int truth = TrainingData.emotionOf(examples.get(i)).ordinal();
      targets[i * Emotion.COUNT + truth] += (float) (1 - smoothing);
    }
    return targets;
  }

  private static void add(List<Prediction> predictions, double share, float[] targets) {
    for (int i = 0; i < predictions.size(); i++) {
      double[] probabilities = predictions.get(i).toArray();
      for (int c = 0; c < Emotion.COUNT; c++) {
        targets[i * Emotion.COUNT + c] += (float) (share * probabilities[c]);
      }
    }
  }

  private static List<Prediction> predictions(Path teacher, List<Example> examples)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    List<Prediction> predictions = new ArrayList<>();
    try (EmotionClassifier classifier =
        new TestTimeAugmentation(
            OnnxEmotionClassifier.open(ModelBundle.read(teacher), threads), NO_SHIFT)) {
      for (int from = 0; from < examples.size(); from += CHUNK) {
        int to = Math.min(from + CHUNK, examples.size());
        List<FaceImage> faces = examples.subList(from, to).stream().map(Example::image).toList();
        predictions.addAll(classifier.classify(faces));
      }
    }
    return predictions;
  }

  /** Writes the target of an example, five values that sum to 1, into a batch's. */
  void copyTo(int example, float[] targets, int offset) {
    System.arraycopy(probabilities, example * Emotion.COUNT, targets, offset, Emotion.COUNT);
  }
}
