package io.github.fer4j.dl4j;

import io.github.fer4j.train.engine.Optimizer.Muon;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The iteration by which {@link Muon} makes a matrix nearly orthogonal. */
final class NewtonSchulz {
  private NewtonSchulz() {}

  /**
   * A matrix of the same singular vectors whose singular values are near 1. Those between 0.02 and
   * 1 times the norm of the given matrix come to lie within 0.68 and 1.21, smaller ones below.
   *
   * @param values of the matrix row by row, in one dimension; left as they are
   * @return values in the same order, in one dimension; the caller closes them
   */
  static INDArray orthogonal(INDArray values, int rows) {
    double norm = values.norm2Number().doubleValue();
    try (INDArray scaled = values.mul(1 / (norm + Muon.EPSILON))) {
      // Row by row it is its transpose column by column, which is BLAS's order: nothing is copied.
      // The result for the transpose is the transpose of the result.
      return iterated(scaled.reshape('f', values.length() / rows, rows))
          .reshape('f', new long[] {values.length()});
    }
  }

  private static INDArray iterated(INDArray start) {
    INDArray x = start.dup('f');
    for (int i = 0; i < Muon.ITERATIONS; i++) {
      INDArray next = iteration(x);
      x.close();
      x = next;
    }
    return x;
  }

  /** A * X + (B * XX' + C * (XX')^2) X, or the same with X'X behind X where that is smaller. */
  private static INDArray iteration(INDArray x) {
    boolean tall = x.rows() > x.columns();
    int side = Math.min(x.rows(), x.columns());
    INDArray next = x.dup('f');
    try (INDArray square = Nd4j.createUninitialized(new int[] {side, side}, 'f')) {
      Nd4j.gemm(x, x, square, tall, !tall, 1, 0);
      try (INDArray polynomial = square.dup('f')) {
        Nd4j.gemm(square, square, polynomial, false, false, Muon.C, Muon.B);
        INDArray left = tall ? x : polynomial;
        INDArray right = tall ? polynomial : x;
        return Nd4j.gemm(left, right, next, false, false, 1, Muon.A);
      }
    }
  }
}
