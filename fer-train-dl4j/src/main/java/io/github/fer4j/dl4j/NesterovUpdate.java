package io.github.fer4j.dl4j;

import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Optimizer;
import java.util.Map;

/** See {@link Optimizer.Nesterov}. */
final class NesterovUpdate implements FlatOptimizer {
  static final String VELOCITY = "velocity";

  private final Optimizer.Nesterov rule;
  private final FlatLayout layout;
  private final float[] velocity;

  NesterovUpdate(Optimizer.Nesterov rule, FlatLayout layout) {
    this.rule = rule;
    this.layout = layout;
    this.velocity = new float[layout.length()];
  }

  @Override
  public void step(float[] weights, float[] gradients, double learningRate) {
    for (Segment s : layout.segments()) {
      if (s.kind() != Kind.STATISTIC) {
        step(s, weights, gradients, (float) learningRate);
      }
    }
  }

  /** One step on this segment. */
  void step(Segment segment, float[] weights, float[] gradients, float rate) {
    lookAhead(segment, weights, gradients);
    for (int i = segment.start(); i < segment.end(); i++) {
      weights[i] -= rate * gradients[i];
    }
  }

  /** Moves the velocity of this segment, and makes g + momentum * v of its gradients. */
  void lookAhead(Segment segment, float[] weights, float[] gradients) {
    float momentum = (float) rule.momentum();
    float decay = FlatOptimizer.decay(rule, segment);
    for (int i = segment.start(); i < segment.end(); i++) {
      float gradient = gradients[i] + decay * weights[i];
      velocity[i] = momentum * velocity[i] + gradient;
      gradients[i] = gradient + momentum * velocity[i];
    }
  }

  @Override
  public Map<String, float[]> state() {
    return Map.of(VELOCITY, velocity.clone());
  }

  @Override
  public void setState(Map<String, float[]> state) {
    float[] values = FlatOptimizer.require(state, VELOCITY, velocity.length);
    System.arraycopy(values, 0, velocity, 0, velocity.length);
  }
}
