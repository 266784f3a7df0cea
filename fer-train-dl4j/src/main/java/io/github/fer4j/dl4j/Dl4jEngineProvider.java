package io.github.fer4j.dl4j;

import io.github.fer4j.train.engine.EngineUnavailableException;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.internal.cuda.CudaDevices;
import io.github.fer4j.train.internal.cuda.CudaNatives;
import io.github.fer4j.train.internal.cuda.NvidiaCards;
import io.github.fer4j.train.network.Network;
import org.nd4j.linalg.factory.Nd4j;

/** Makes {@link Dl4jEngine}s. */
public final class Dl4jEngineProvider implements TrainingEngineProvider {
  static final String NAME = "deeplearning4j";

  /** Deeplearning4j leaves its oneDNN helpers off unless this says otherwise. */
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  private final CudaDevices devices;

  /** For this machine, as {@code nvidia-smi} and the class path tell of it. */
  public Dl4jEngineProvider() {
    this(new CudaDevices(CudaNatives.DEEPLEARNING4J, Backend.CUDA.isAtHand(), NvidiaCards::ask));
  }

  Dl4jEngineProvider(CudaDevices devices) {
    this.devices = devices;
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * <p>On the CPU the system property {@code org.eclipse.deeplearning4j.helpers.disable} is set to
   * false where nobody has set it, on a card to true. An engine on a card belongs to the thread
   * that made it.
   */
  @Override
  public TrainingEngine create(
      Network network, Optimizer optimizer, long seed, String device, Precision precision) {
    if (precision == Precision.BFLOAT16) {
      throw new EngineUnavailableException(
          "The engine "
              + NAME
              + " computes in float32 only; take --precision float32, or --engine pytorch.");
    }
    CudaDevices.Choice choice = devices.choose(device);
    try {
      return choice.card().isPresent()
          ? onCard(network, optimizer, seed, choice.card().get())
          : onCpu(network, optimizer, seed, choice.reason().orElse(""));
    } catch (LinkageError e) {
      throw new EngineUnavailableException(
          "The native libraries of ND4J do not load here: " + e.getMessage(), e);
    }
  }

  private static TrainingEngine onCpu(
      Network network, Optimizer optimizer, long seed, String remark) {
    if (System.getProperty(HELPERS_DISABLED) == null) {
      System.setProperty(HELPERS_DISABLED, "false");
    }
    Backend.CPU.use();
    return new CpuEngine(network, optimizer, seed, remark);
  }

  private static TrainingEngine onCard(Network network, Optimizer optimizer, long seed, int card) {
    // The helpers for cuDNN are no longer there, and looking for them ends in an error.
    System.setProperty(HELPERS_DISABLED, "true");
    Backend.CUDA.use();
    Nd4j.getAffinityManager().unsafeSetDevice(card);
    return new DeviceEngine(network, optimizer, seed, "cuda:" + card);
  }
}
