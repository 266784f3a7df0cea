package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.Optimizer.Muon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * See {@link Muon}. The products of matrices are computed in the type of the layers, as its authors
 * do; norms and weights are float. The state has Nesterov's names.
 */
final class MuonRule implements UpdateRule {
  private final Muon optimizer;
  private final ScalarType computesIn;
  private final List<Weights.Learnt> weights;
  private final NamedTensors velocities;
  private final NesterovRule others;

  MuonRule(Muon optimizer, List<Weights.Learnt> weights, Placement placement) {
    this.optimizer = optimizer;
    this.computesIn = placement.computesIn();
    this.weights = weights;
    velocities = new NamedTensors("velocity", placement);
    List<Weights.Learnt> rest = new ArrayList<>(weights);
    rest.removeIf(MuonRule::takes);
    others = new NesterovRule(optimizer.others(), rest, placement);
    NativeScope.runWithoutGradients(
        () ->
            weights.stream()
                .filter(MuonRule::takes)
                .forEach(w -> velocities.add(name(w), torch.zeros_like(w.tensor()))));
  }

  private static boolean takes(Weights.Learnt weight) {
    return Muon.takes(weight.tensor().shape());
  }

  private static String name(Weights.Learnt weight) {
    return NesterovRule.name(weight);
  }

  @Override
  public void step(List<Tensor> gradients, double rate) {
    List<Tensor> rest = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      if (takes(weights.get(i))) {
        step(weights.get(i), gradients.get(i), rate * optimizer.rateFactor());
      } else {
        rest.add(gradients.get(i));
      }
    }
    others.step(rest, rate);
  }

  private void step(Weights.Learnt weight, Tensor gradient, double rate) {
    Scalar momentum = new Scalar(optimizer.momentum());
    Tensor velocity = velocities.get(name(weight));
    velocity.mul_(momentum).add_(gradient);
    Tensor update = gradient.add(velocity, momentum);
    Tensor w = weight.tensor();
    long rows = w.size(0);
    Tensor direction = orthogonal(update.reshape(rows, -1)).reshape(w.shape());
    w.mul_(inverseNorm(w).mul(new Scalar(Math.sqrt(rows)))).add_(direction, new Scalar(-rate));
  }

  /** A float matrix of about the same singular vectors whose singular values are near 1. */
  private Tensor orthogonal(Tensor matrix) {
    boolean tall = matrix.size(0) > matrix.size(1);
    Tensor wide = tall ? matrix.t() : matrix;
    Tensor x = wide.mul(inverseNorm(wide)).to(computesIn);
    for (int i = 0; i < Muon.ITERATIONS; i++) {
      Tensor square = x.mm(x.t());
      Tensor polynomial =
          torch.addmm(square, square, square, new Scalar(Muon.B), new Scalar(Muon.C));
      x = torch.addmm(x, polynomial, x, new Scalar(Muon.A), new Scalar(1));
    }
    return (tall ? x.t() : x).to(ScalarType.Float);
  }

  private static Tensor inverseNorm(Tensor values) {
    return torch.reciprocal(values.norm().add(new Scalar(Muon.EPSILON)));
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new HashMap<>(velocities.copy());
    state.putAll(others.state());
    return state;
  }

  @Override
  public void setState(Map<String, float[]> state) {
    Map<String, float[]> mine = new HashMap<>(state);
    mine.keySet().retainAll(velocities.names());
    Map<String, float[]> rest = new HashMap<>(state);
    rest.keySet().removeAll(mine.keySet());
    others.setState(rest);
    velocities.replace(mine);
  }

  @Override
  public void close() {
    velocities.close();
    others.close();
  }
}
