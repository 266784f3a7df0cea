package io.github.fer4j.train;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.data.Example;
import java.util.Arrays;
import java.util.List;

/**
 * What a network is to answer for each training example, as probabilities of the classes: its
 * label, smoothed (C. Szegedy et al., arXiv 1512.00567, section 7).
 */
final class Targets {
  /** [n, 5], row-major. */
  private final float[] probabilities;

  /**
   * The targets of these examples, all of which have a class.
   *
   * @param smoothing share of each target that is spread over all classes, 0 to 1
   */
  Targets(List<Example> examples, double smoothing) {
    probabilities = new float[examples.size() * Emotion.COUNT];
    Arrays.fill(probabilities, (float) (smoothing / Emotion.COUNT));
    for (int i = 0; i < examples.size(); i++) {
      int truth = TrainingData.emotionOf(examples.get(i)).ordinal();
      probabilities[i * Emotion.COUNT + truth] += (float) (1 - smoothing);
    }
  }

  /** Writes the target of an example, five values that sum to 1, into a batch's. */
  void copyTo(int example, float[] targets, int offset) {
    System.arraycopy(probabilities, example * Emotion.COUNT, targets, offset, Emotion.COUNT);
  }
}
