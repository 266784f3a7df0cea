package io.github.fer4j.train;

import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngines;
import io.github.fer4j.train.network.Network;

/** The engine that a configuration asks for. */
public final class ConfiguredEngine {
  private ConfiguredEngine() {}

  /**
   * A network on it, with freshly drawn weights.
   *
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if it is not to be had
   */
  public static TrainingEngine create(TrainingConfig config, Network network) {
    return TrainingEngines.named(config.engine())
        .create(
            network, config.buildOptimizer(), config.seed(), config.device(), config.precision());
  }
}
