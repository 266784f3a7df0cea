package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.Optimizer.Muon;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * See {@link Muon}. The products of matrices are computed in the type of the layers, as its authors
 * do; norms and weights are float. The state is Nesterov's: the velocities of all weights.
 */
final class MuonRule implements UpdateRule {
  private final Muon optimizer;
  private final ScalarType computesIn;
  private final List<Weights.Learnt> weights;
  private final NesterovRule nesterov;

  MuonRule(Muon optimizer, List<Weights.Learnt> weights, Placement placement) {
    this.optimizer = optimizer;
    this.computesIn = placement.computesIn();
    this.weights = weights;
    nesterov = new NesterovRule(optimizer.others(), weights, placement);
  }

  @Override
  public void step(List<Tensor> gradients, double rate) {
    for (int i = 0; i < weights.size(); i++) {
      Weights.Learnt weight = weights.get(i);
      if (Muon.takes(weight.tensor().shape())) {
        stepOnMatrix(weight, gradients.get(i), rate * optimizer.rateFactor());
      } else {
        nesterov.step(weight, gradients.get(i), rate);
      }
    }
  }

  private void stepOnMatrix(Weights.Learnt weight, Tensor gradient, double rate) {
    Tensor velocity = nesterov.follow(weight, gradient);
    Tensor update = gradient.add(velocity, new Scalar(optimizer.momentum()));
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
    return nesterov.state();
  }

  @Override
  public void setState(Map<String, float[]> state) {
    nesterov.setState(state);
  }

  @Override
  public void close() {
    nesterov.close();
  }
}
