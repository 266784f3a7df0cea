package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Optimizer.Adam;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** An optimizer with its state: moves the weights against their gradients. */
sealed interface UpdateRule extends AutoCloseable permits NesterovRule, AdamRule, MuonRule {

  /** The rule that the optimizer declares, at its start. */
  static UpdateRule of(Optimizer optimizer, List<Weights.Learnt> weights, Placement placement) {
    if (optimizer instanceof Nesterov nesterov) {
      return new NesterovRule(nesterov, weights, placement);
    }
    if (optimizer instanceof Muon muon) {
      return new MuonRule(muon, weights, placement);
    }
    return new AdamRule((Adam) optimizer, weights, placement);
  }

  /**
   * One step, written over the weights and the gradients.
   *
   * @param gradients in the order of the weights, penalties and weight decay included
   * @param rate learning rate
   */
  void step(List<Tensor> gradients, double rate);

  Map<String, float[]> state();

  /**
   * @throws IllegalArgumentException if it is not of the shape that {@link #state} gives
   */
  void setState(Map<String, float[]> state);

  @Override
  void close();
}
