package io.github.fer4j.dl4j;

import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Optimizer;
import java.util.Map;

/** See {@link Optimizer.Adam}. */
final class AdamUpdate implements FlatOptimizer {
  static final String FIRST = "moment1";
  static final String SECOND = "moment2";

  /** Number of steps done, in two floats: a float alone counts to 2^24 only. */
  static final String STEPS = "steps";

  private static final int STEPS_BASE = 1 << 20;

  private final Optimizer.Adam rule;
  private final FlatLayout layout;
  private final float[] first;
  private final float[] second;
  private long steps;

  AdamUpdate(Optimizer.Adam rule, FlatLayout layout) {
    this.rule = rule;
    this.layout = layout;
    this.first = new float[layout.length()];
    this.second = new float[layout.length()];
  }

  @Override
  public void step(float[] weights, float[] gradients, double learningRate) {
    steps++;
    // The bias corrections of both moments, taken out of the loop.
    float rootCorrection = (float) Math.sqrt(1 - Math.pow(rule.beta2(), steps));
    float rate = (float) (learningRate / (1 - Math.pow(rule.beta1(), steps)));
    for (Segment s : layout.segments()) {
      if (s.kind() != Kind.STATISTIC) {
        step(s, weights, gradients, rate, rootCorrection);
      }
    }
  }

  private void step(
      Segment segment, float[] weights, float[] gradients, float rate, float rootCorrection) {
    float beta1 = (float) rule.beta1();
    float beta2 = (float) rule.beta2();
    float epsilon = (float) rule.epsilon();
    float decay = FlatOptimizer.decay(rule, segment);
    for (int i = segment.start(); i < segment.end(); i++) {
      float gradient = gradients[i] + decay * weights[i];
      first[i] = beta1 * first[i] + (1 - beta1) * gradient;
      second[i] = beta2 * second[i] + (1 - beta2) * gradient * gradient;
      float root = (float) Math.sqrt(second[i]) / rootCorrection;
      weights[i] -= rate * first[i] / (root + epsilon);
    }
  }

  @Override
  public Map<String, float[]> state() {
    return Map.of(FIRST, first.clone(), SECOND, second.clone(), STEPS, digits(steps));
  }

  @Override
  public void setState(Map<String, float[]> state) {
    float[] newFirst = FlatOptimizer.require(state, FIRST, first.length);
    float[] newSecond = FlatOptimizer.require(state, SECOND, second.length);
    float[] count = FlatOptimizer.require(state, STEPS, 2);
    System.arraycopy(newFirst, 0, first, 0, first.length);
    System.arraycopy(newSecond, 0, second, 0, second.length);
    steps = number(count);
  }

  /** A number of steps in two floats. */
  static float[] digits(long steps) {
    return new float[] {steps / STEPS_BASE, steps % STEPS_BASE};
  }

  /** The number of steps that {@link #digits} gave. */
  static long number(float[] digits) {
    return (long) digits[0] * STEPS_BASE + (long) digits[1];
  }
}
