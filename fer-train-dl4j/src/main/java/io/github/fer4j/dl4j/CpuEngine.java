package io.github.fer4j.dl4j;

import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * On the CPU: convolutions through oneDNN, channels last; norms, dropout and the update in loops
 * over the native memory.
 */
final class CpuEngine extends Dl4jEngine {
  private final FlatOptimizer optimizer;
  private final StepDropout.StepSeed stepSeed;
  private final String remark;

  /**
   * @param remark why it is not a card, where one was looked for; empty otherwise
   */
  CpuEngine(Network network, Optimizer optimizer, long seed, String remark) {
    this(network, optimizer, seed, remark, new CrossEntropy(network), new StepDropout.StepSeed());
  }

  private CpuEngine(
      Network network,
      Optimizer optimizer,
      long seed,
      String remark,
      CrossEntropy loss,
      StepDropout.StepSeed stepSeed) {
    super(network, seed, loss, Dl4jConfiguration.of(network, loss, stepSeed));
    this.optimizer = FlatOptimizer.of(optimizer, layout());
    this.stepSeed = stepSeed;
    this.remark = remark;
  }

  @Override
  public EngineInfo info() {
    String detail =
        "%s, oneDNN helpers %s%s"
            .formatted(
                NativeBuild.classifier(),
                helpersInUse() ? "in use" : "not in use",
                remark.isEmpty() ? "" : "; no card: " + remark);
    return new EngineInfo(Dl4jEngineProvider.NAME, NativeBuild.version(), "cpu", detail);
  }

  /** Whether the convolutions run through oneDNN. */
  boolean helpersInUse() {
    return Arrays.stream(model().layers())
        .filter(ConvolutionLayer.class::isInstance)
        .map(Layer::getHelper)
        .allMatch(helper -> helper != null);
  }

  @Override
  long[] inputShape(int count, int side) {
    return new long[] {count, side, side, 1};
  }

  @Override
  void seedDropout(long seed) {
    stepSeed.set(seed);
  }

  @Override
  void update(int pictures, double learningRate) {
    float[] weights = read(flatWeights());
    float[] gradients = gradientsOf(pictures, weights);
    optimizer.step(weights, gradients, learningRate);
    write(weights);
  }

  @Override
  float[] read(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    array.data().asNioFloat().get(values);
    return values;
  }

  @Override
  void write(float[] weights) {
    flatWeights().data().asNioFloat().put(weights);
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
