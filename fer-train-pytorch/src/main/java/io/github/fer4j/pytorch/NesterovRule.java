package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.Optimizer.Nesterov;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Nesterov momentum: v = momentum * v + g; w -= rate * (g + momentum * v). */
final class NesterovRule implements UpdateRule {
  private final Nesterov optimizer;
  private final List<Weights.Learnt> weights;
  private final NamedTensors velocities;

  NesterovRule(Nesterov optimizer, List<Weights.Learnt> weights, Placement placement) {
    this.optimizer = optimizer;
    this.weights = weights;
    velocities = new NamedTensors("velocity", placement);
    NativeScope.runWithoutGradients(
        () -> weights.forEach(w -> velocities.add(name(w), torch.zeros_like(w.tensor()))));
  }

  private static String name(Weights.Learnt weight) {
    return weight.name() + ".velocity";
  }

  @Override
  public void step(List<Tensor> gradients, double rate) {
    for (int i = 0; i < weights.size(); i++) {
      step(weights.get(i), gradients.get(i), rate);
    }
  }

  /** One step of this weight alone. */
  void step(Weights.Learnt weight, Tensor gradient, double rate) {
    Tensor velocity = follow(weight, gradient);
    Scalar ahead = new Scalar(-rate * optimizer.momentum());
    weight.tensor().add_(gradient, new Scalar(-rate)).add_(velocity, ahead);
  }

  /** The velocity of this weight, moved by the gradient. */
  Tensor follow(Weights.Learnt weight, Tensor gradient) {
    return velocities.get(name(weight)).mul_(new Scalar(optimizer.momentum())).add_(gradient);
  }

  @Override
  public Map<String, float[]> state() {
    return velocities.copy();
  }

  @Override
  public void setState(Map<String, float[]> state) {
    velocities.replace(state);
  }

  @Override
  public void close() {
    velocities.close();
  }
}
