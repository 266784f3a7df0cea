package io.github.fer4j.dl4j;

import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Optimizer;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** See {@link Optimizer.Muon}. The state is Nesterov's: the velocities of all weights. */
final class MuonUpdate implements FlatOptimizer {
  private final Optimizer.Muon rule;
  private final FlatLayout layout;
  private final NesterovUpdate nesterov;

  MuonUpdate(Optimizer.Muon rule, FlatLayout layout) {
    this.rule = rule;
    this.layout = layout;
    this.nesterov = new NesterovUpdate(rule.others(), layout);
  }

  @Override
  public void step(float[] weights, float[] gradients, double learningRate) {
    for (Segment s : layout.segments()) {
      if (s.matrixRows() > 0) {
        stepOnMatrix(s, weights, gradients, (float) (learningRate * rule.rateFactor()));
      } else if (s.kind() != Kind.STATISTIC) {
        nesterov.step(s, weights, gradients, (float) learningRate);
      }
    }
  }

  private void stepOnMatrix(Segment segment, float[] weights, float[] gradients, float rate) {
    nesterov.lookAhead(segment, weights, gradients);
    float[] direction =
        orthogonal(
            Arrays.copyOfRange(gradients, segment.start(), segment.end()), segment.matrixRows());
    double rows = Math.sqrt(segment.matrixRows());
    float scale = (float) (rows / (norm(segment, weights) + Optimizer.Muon.EPSILON));
    for (int i = 0; i < direction.length; i++) {
      int at = segment.start() + i;
      weights[at] = weights[at] * scale - rate * direction[i];
    }
  }

  private static float[] orthogonal(float[] values, int rows) {
    try (INDArray matrix = Nd4j.create(values, values.length);
        INDArray direction = NewtonSchulz.orthogonal(matrix, rows)) {
      return direction.data().asFloat();
    }
  }

  private static double norm(Segment segment, float[] weights) {
    double squares = 0;
    for (int i = segment.start(); i < segment.end(); i++) {
      squares += (double) weights[i] * weights[i];
    }
    return Math.sqrt(squares);
  }

  @Override
  public Map<String, float[]> state() {
    return nesterov.state();
  }

  @Override
  public void setState(Map<String, float[]> state) {
    nesterov.setState(state);
  }
}
