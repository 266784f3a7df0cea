package io.github.fer4j.train.engine;

/**
 * The rule by which weights follow their gradients. Weight decay is added to the gradients of the
 * weights of convolutions and dense layers alone: w.grad += weightDecay * w, before the momentum or
 * the moments (coupled, as PyTorch's SGD does it); biases, gamma and beta are left alone.
 */
public sealed interface Optimizer {
  /** Factor of the weight decay, 0 for none. */
  double weightDecay();

  /**
   * Stochastic gradient descent with Nesterov momentum in PyTorch's form: v = momentum * v + g; w
   * -= rate * (g + momentum * v).
   *
   * @param momentum share of the velocity kept at each step
   * @param weightDecay see {@link Optimizer}
   */
  record Nesterov(double momentum, double weightDecay) implements Optimizer {}

  /**
   * Adam (D. Kingma, J. Ba, arXiv 1412.6980, algorithm 1).
   *
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param weightDecay see {@link Optimizer}
   */
  record Adam(double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {}

  /**
   * Muon on the weights of convolutions of more than one input channel, {@link Nesterov} on all
   * others (K. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024, and
   * the training script of arXiv 2404.00498). Such a weight W is a matrix of a row for each output
   * channel. Its step u = g + momentum * v, with v = momentum * v + g, is made nearly orthogonal by
   * {@link #ITERATIONS} Newton-Schulz iterations, and W first gets the norm sqrt(rows): W = W *
   * sqrt(rows) / |W| - rate * rateFactor * orthogonal(u). A batch norm after the convolution takes
   * no notice of the norm.
   *
   * @param rateFactor learning rate of those weights, divided by that of the others
   * @param momentum share of the velocity kept at each step
   * @param weightDecay see {@link Optimizer}
   */
  record Muon(double rateFactor, double momentum, double weightDecay) implements Optimizer {
    /** Newton-Schulz iterations X = A * X + (B * XX' + C * (XX')^2) X, from X = u / |u|. */
    public static final int ITERATIONS = 3;

    /** Factors of an iteration, chosen by its authors to bring small singular values up fast. */
    public static final double A = 3.4445;

    public static final double B = -4.7750;
    public static final double C = 2.0315;

    /** Added to norms that are divided by. */
    public static final double EPSILON = 1e-7;

    /** Whether a weight of this shape is updated by Muon, not by Nesterov's momentum. */
    public static boolean takes(long[] shape) {
      return shape.length == 4 && shape[1] > 1;
    }

    /** The rule of all other weights. */
    public Nesterov others() {
      return new Nesterov(momentum, weightDecay);
    }
  }
}
