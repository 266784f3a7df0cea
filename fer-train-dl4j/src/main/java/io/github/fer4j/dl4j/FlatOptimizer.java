package io.github.fer4j.dl4j;

import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Optimizer;
import java.util.Map;

/** The update rule of an {@link Optimizer}, on flat arrays. Not safe for several threads. */
sealed interface FlatOptimizer permits NesterovUpdate, AdamUpdate, MuonUpdate {

  /** The rule for these weights, with its state at zero. */
  static FlatOptimizer of(Optimizer optimizer, FlatLayout layout) {
    if (optimizer instanceof Optimizer.Nesterov nesterov) {
      return new NesterovUpdate(nesterov, layout);
    }
    if (optimizer instanceof Optimizer.Muon muon) {
      return new MuonUpdate(muon, layout);
    }
    return new AdamUpdate((Optimizer.Adam) optimizer, layout);
  }

  /**
   * One step on all learnt weights; running statistics are left alone.
   *
   * @param weights changed in place
   * @param gradients of the loss with its penalties, without weight decay; may be overwritten
   * @param learningRate of this step
   */
  void step(float[] weights, float[] gradients, double learningRate);

  /** Copies of the state. */
  Map<String, float[]> state();

  /**
   * @throws IllegalArgumentException if it is not of the shape that {@link #state} gives
   */
  void setState(Map<String, float[]> state);

  /** Factor of the weight decay for this segment. */
  static float decay(Optimizer optimizer, Segment segment) {
    return segment.kind() == Kind.WEIGHT ? (float) optimizer.weightDecay() : 0;
  }

  /** The array of this name, of this length. */
  static float[] require(Map<String, float[]> state, String name, int length) {
    float[] values = state.get(name);
    if (values == null || values.length != length) {
      throw new IllegalArgumentException(
          "The optimizer's state needs '%s' with %d values; it has %s"
              .formatted(name, length, values == null ? "none" : values.length));
    }
    return values;
  }
}
