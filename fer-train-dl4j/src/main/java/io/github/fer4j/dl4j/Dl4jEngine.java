package io.github.fer4j.dl4j;

import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.StepResult;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.internal.Differentiable;
import io.github.fer4j.train.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains in Deeplearning4j: its network computes forward and backward, and the update is done here,
 * on the flat vectors of weights and gradients.
 */
abstract sealed class Dl4jEngine implements TrainingEngine, Differentiable
    permits CpuEngine, DeviceEngine {
  /** Pictures in one pass of {@link #forward}; bounds its memory. */
  private static final int FORWARD_CHUNK = 64;

  private final Network network;
  private final FlatLayout layout;
  private final CrossEntropy loss;
  private final Dl4jModel model;
  private final INDArray flatWeights;

  /**
   * @param network what is trained
   * @param seed draws the first weights
   * @param loss the loss that is in the configuration
   * @param model the network in Deeplearning4j's terms
   */
  Dl4jEngine(Network network, long seed, CrossEntropy loss, Dl4jModel model) {
    this.network = network;
    this.layout = new FlatLayout(network, model.order());
    this.loss = loss;
    this.flatWeights = Nd4j.create(FirstWeights.draw(network, layout, seed), 1, layout.length());
    this.model = model;
    model.start(flatWeights);
  }

  /** The network in Deeplearning4j. */
  Dl4jModel model() {
    return model;
  }

  /** Where each weight lies in the flat vector. */
  FlatLayout layout() {
    return layout;
  }

  /** The weights of the network, which it sees whole. */
  INDArray flatWeights() {
    return flatWeights;
  }

  /** Shape of an input of so many pictures: one channel. */
  abstract long[] inputShape(int count, int side);

  /** Makes the dropout masks of the step to come follow from this seed. */
  abstract void seedDropout(long seed);

  /** A copy of all values in row-major order. */
  abstract float[] read(INDArray array);

  /** Replaces all weights. */
  abstract void write(float[] weights);

  /**
   * Moves weights and running statistics by the gradients of the last batch, of so many pictures.
   */
  abstract void update(int pictures, double learningRate);

  @Override
  public StepResult fit(Batch batch, double learningRate, long dropoutSeed) {
    StepResult result = forwardAndBackward(batch, dropoutSeed);
    update(batch.size(), learningRate);
    return result;
  }

  private StepResult forwardAndBackward(Batch batch, long dropoutSeed) {
    int outputs = network.outputs();
    if (batch.outputs() != outputs) {
      throw new IllegalArgumentException(
          "targets hold " + batch.outputs() + " values each, not " + outputs);
    }
    seedDropout(dropoutSeed);
    model.compute(
        input(batch.pixels(), 0, batch.size(), batch.side()),
        Nd4j.create(batch.targets(), new long[] {batch.size(), outputs}, 'c'));
    return new StepResult(model.score(), loss.accuracy());
  }

  /** Mean gradients with penalties; moves the running statistics in {@code weights}. */
  float[] gradientsOf(int pictures, float[] weights) {
    float[] gradients = read(model.gradients());
    float share = 1f / pictures;
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
    Map<String, float[]> all = layout.split(gradientsOf(batch.size(), weights));
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
    int outputs = network.outputs();
    float[] probabilities = new float[size * outputs];
    for (int start = 0; start < size; start += FORWARD_CHUNK) {
      int count = Math.min(FORWARD_CHUNK, size - start);
      float[] chunk = read(model.output(input(pixels, start, count, side)));
      System.arraycopy(chunk, 0, probabilities, start * outputs, chunk.length);
    }
    CrossEntropy.toProbabilities(network, probabilities);
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
    return Nd4j.create(scaled, inputShape(count, side), 'c');
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
  public void close() {
    model.close();
  }
}
