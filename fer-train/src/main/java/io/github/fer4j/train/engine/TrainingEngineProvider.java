package io.github.fer4j.train.engine;

import io.github.fer4j.train.network.Network;

/** Makes engines of one kind; found by {@link java.util.ServiceLoader}. */
public interface TrainingEngineProvider {

  /** Name of the engine, as {@code --engine} takes it. */
  String name();

  /**
   * An engine with freshly drawn weights (He initialisation, uniform or normal as the engine has
   * it; biases 0, gamma 1, beta 0, mean 0, variance 1).
   *
   * @param network what to build
   * @param optimizer how it learns
   * @param seed draws the first weights
   * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:n}
   * @param precision what the layers compute in
   * @throws EngineUnavailableException if this engine cannot serve here, not on that device, or not
   *     in that precision
   */
  TrainingEngine create(
      Network network, Optimizer optimizer, long seed, String device, Precision precision);
}
