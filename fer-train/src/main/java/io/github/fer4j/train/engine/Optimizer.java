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
}
