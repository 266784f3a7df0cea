package io.github.fer4j.train.dl4j;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.train.dl4j.FlatLayout.Kind;
import io.github.fer4j.train.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.EngineInfo;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.StepResult;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains in Deeplearning4j: its {@link MultiLayerNetwork} computes forward and backward, and the
 * update is done here, on the flat vectors of weights and gradients.
 */
final class Dl4jEngine implements TrainingEngine {
  /** Pictures in one pass of {@link #forward}; bounds its memory. */
  private static final int FORWARD_CHUNK = 64;

  private final Network network;
  private final FlatLayout layout;
  private final FlatOptimizer optimizer;
  private final CrossEntropy loss = new CrossEntropy();
  private final StepDropout.StepSeed stepSeed = new StepDropout.StepSeed();
  private final MultiLayerNetwork model;
  private final INDArray flatWeights;

  Dl4jEngine(Network network, Optimizer optimizer, long seed) {
    this.network = network;
    this.layout = new FlatLayout(network);
    this.optimizer = FlatOptimizer.of(optimizer, layout);
    this.flatWeights = Nd4j.create(FirstWeights.draw(network, layout, seed), 1, layout.length());
    this.model = new MultiLayerNetwork(Dl4jConfiguration.of(network, loss, stepSeed));
    model.init(flatWeights, false);
    model.initGradientsView();
  }

  @Override
  public EngineInfo info() {
    String detail =
        "%s, oneDNN helpers %s"
            .formatted(NativeBuild.classifier(), helpersInUse() ? "in use" : "not in use");
    return new EngineInfo(Dl4jEngineProvider.NAME, NativeBuild.version(), "cpu", detail);
  }

  /** Whether the convolutions run through oneDNN. */
  boolean helpersInUse() {
    return Arrays.stream(model.getLayers())
        .filter(ConvolutionLayer.class::isInstance)
        .map(Layer::getHelper)
        .allMatch(helper -> helper != null);
  }

  /** The network in Deeplearning4j. */
  MultiLayerNetwork model() {
    return model;
  }

  @Override
  public StepResult fit(Batch batch, double learningRate, long dropoutSeed) {
    StepResult result = forwardAndBackward(batch, dropoutSeed);
    float[] weights = read(flatWeights);
    float[] gradients = gradientsOf(batch, weights);
    optimizer.step(weights, gradients, learningRate);
    write(weights);
    return result;
  }

  private StepResult forwardAndBackward(Batch batch, long dropoutSeed) {
    stepSeed.set(dropoutSeed);
    model.setInput(input(batch.pixels(), 0, batch.size(), batch.side()));
    model.setLabels(Nd4j.create(batch.targets(), new long[] {batch.size(), Emotion.COUNT}, 'c'));
    model.computeGradientAndScore();
    return new StepResult(model.score(), loss.accuracy());
  }

  /** Mean gradients with penalties; moves the running statistics in {@code weights}. */
  private float[] gradientsOf(Batch batch, float[] weights) {
    float[] gradients = read(model.getGradientsViewArray());
    float share = 1f / batch.size();
    for (Segment s : layout.segments()) {
      if (s.kind() == Kind.STATISTIC) {
        // Deeplearning4j gives for a gradient the step from the old to the new statistic.
        for (int i = s.start(); i < s.end(); i++) {
          weights[i] -= gradients[i];
        }
      } else {
        float penalty = (float) (2 * s.l2());
        for (int i = s.start(); i < s.end(); i++) {
          gradients[i] = gradients[i] * share + penalty * weights[i];
        }
      }
    }
    return gradients;
  }

  @Override
  public Map<String, float[]> gradients(Batch batch, long dropoutSeed) {
    forwardAndBackward(batch, dropoutSeed);
    float[] weights = read(flatWeights);
    Map<String, float[]> all = layout.split(gradientsOf(batch, weights));
    write(weights);
    Map<String, float[]> learnt = new LinkedHashMap<>();
    for (Segment s : layout.segments()) {
      if (s.kind() != Kind.STATISTIC) {
        learnt.put(s.name(), all.get(s.name()));
      }
    }
    return learnt;
  }

  @Override
  public float[] forward(float[] pixels, int size, int side) {
    float[] probabilities = new float[size * Emotion.COUNT];
    for (int start = 0; start < size; start += FORWARD_CHUNK) {
      int count = Math.min(FORWARD_CHUNK, size - start);
      float[] chunk = read(model.output(input(pixels, start, count, side)));
      System.arraycopy(chunk, 0, probabilities, start * Emotion.COUNT, chunk.length);
    }
    return probabilities;
  }

  private INDArray input(float[] pixels, int start, int count, int side) {
    int area = side * side;
    float[] scaled = new float[count * area];
    float mean = (float) network.mean();
    float deviation = (float) network.deviation();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (pixels[start * area + i] - mean) / deviation;
    }
    return Nd4j.create(scaled, new long[] {count, side, side, 1}, 'c');
  }

  @Override
  public Map<String, float[]> weights() {
    return layout.split(read(flatWeights));
  }

  @Override
  public void setWeights(Map<String, float[]> weights) {
    write(layout.join(weights));
  }

  @Override
  public Map<String, float[]> optimizerState() {
    return optimizer.state();
  }

  @Override
  public void setOptimizerState(Map<String, float[]> state) {
    optimizer.setState(state);
  }

  private static float[] read(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    array.data().asNioFloat().get(values);
    return values;
  }

  private void write(float[] weights) {
    flatWeights.data().asNioFloat().put(weights);
  }

  @Override
  public void close() {
    model.close();
  }
}
