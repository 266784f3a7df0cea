package io.github.fer4j.train;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exponential moving average of all weights, running statistics included (B. Polyak, A. Juditsky,
 * 1992; the rise of the decay at the start is that of TensorFlow's ExponentialMovingAverage, so
 * that the first, random weights are soon forgotten).
 */
final class ExponentialMovingAverage {
  private final double decay;
  private final Map<String, float[]> average;

  /**
   * @param decay share of the average that is kept at each step, 0 to 1
   * @param start where it begins; copied
   */
  ExponentialMovingAverage(double decay, Map<String, float[]> start) {
    this.decay = decay;
    this.average = new LinkedHashMap<>();
    start.forEach((name, values) -> average.put(name, values.clone()));
  }

  /** Takes in the weights after a step; steps count from 1. */
  void update(Map<String, float[]> weights, long step) {
    float keep = (float) Math.min(decay, (1.0 + step) / (10.0 + step));
    average.forEach((name, values) -> blend(values, weights.get(name), keep));
  }

  private static void blend(float[] average, float[] values, float keep) {
    float take = 1 - keep;
    for (int i = 0; i < average.length; i++) {
      average[i] = keep * average[i] + take * values[i];
    }
  }

  /** The average itself, not copied. */
  Map<String, float[]> values() {
    return average;
  }
}
