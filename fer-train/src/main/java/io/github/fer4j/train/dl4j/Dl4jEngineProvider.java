package io.github.fer4j.train.dl4j;

import io.github.fer4j.train.engine.EngineUnavailableException;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.network.Network;
import java.util.Set;

/** Makes {@link Dl4jEngine}s. */
public final class Dl4jEngineProvider implements TrainingEngineProvider {
  static final String NAME = "deeplearning4j";

  /** Deeplearning4j leaves its oneDNN helpers off unless this says otherwise. */
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  private static final Set<String> DEVICES = Set.of("auto", "cpu");

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The system property {@code org.eclipse.deeplearning4j.helpers.disable} is set to false where
   * nobody has set it.
   */
  @Override
  public TrainingEngine create(
      Network network, Optimizer optimizer, long seed, String device, Precision precision) {
    if (!DEVICES.contains(device)) {
      throw new EngineUnavailableException(
          "The engine "
              + NAME
              + " computes on the CPU only, not on '"
              + device
              + "'; take --device cpu, or another engine.");
    }
    if (precision == Precision.BFLOAT16) {
      throw new EngineUnavailableException(
          "The engine "
              + NAME
              + " computes in float32 only; take --precision float32, or --engine pytorch.");
    }
    if (System.getProperty(HELPERS_DISABLED) == null) {
      System.setProperty(HELPERS_DISABLED, "false");
    }
    try {
      return new Dl4jEngine(network, optimizer, seed);
    } catch (LinkageError e) {
      throw new EngineUnavailableException(
          "The native libraries of ND4J do not load here: " + e.getMessage(), e);
    }
  }
}
