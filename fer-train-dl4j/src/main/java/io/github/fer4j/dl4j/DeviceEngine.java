package io.github.fer4j.dl4j;

import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.network.Network;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * In operations of ND4J alone, so that whatever backend is in use computes all of it, the update
 * included: made for NVIDIA cards, whose memory only ND4J can reach. Convolutions and pooling are
 * the operations that its CUDA backend gives to cuDNN. On the CPU it computes the same, slower than
 * {@link CpuEngine}, and is tested there.
 */
final class DeviceEngine extends Dl4jEngine {
  private final DeviceOptimizer optimizer;
  private final StepDropout.StepSeed stepSeed;
  private final String device;

  /**
   * @param device as {@link EngineInfo} names it
   */
  DeviceEngine(Network network, Optimizer optimizer, long seed, String device) {
    this(network, optimizer, seed, device, new CrossEntropy(network), new StepDropout.StepSeed());
  }

  private DeviceEngine(
      Network network,
      Optimizer optimizer,
      long seed,
      String device,
      CrossEntropy loss,
      StepDropout.StepSeed stepSeed) {
    super(network, seed, loss, DeviceConfiguration.of(network, loss, stepSeed));
    this.optimizer = new DeviceOptimizer(optimizer, layout());
    this.stepSeed = stepSeed;
    this.device = device;
  }

  @Override
  public EngineInfo info() {
    String backend = Nd4j.getBackend().getClass().getSimpleName();
    return new EngineInfo(Dl4jEngineProvider.NAME, NativeBuild.version(), device, backend);
  }

  @Override
  long[] inputShape(int count, int side) {
    return new long[] {count, 1, side, side};
  }

  @Override
  void seedDropout(long seed) {
    stepSeed.set(seed);
  }

  @Override
  void update(int pictures, double learningRate) {
    optimizer.step(flatWeights(), model().gradients(), pictures, learningRate);
  }

  @Override
  float[] read(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  @Override
  void write(float[] weights) {
    try (INDArray values = Nd4j.create(weights, 1, weights.length)) {
      flatWeights().assign(values);
    }
  }

  @Override
  public Map<String, float[]> optimizerState() {
    return optimizer.state();
  }

  @Override
  public void setOptimizerState(Map<String, float[]> state) {
    optimizer.setState(state);
  }
}
