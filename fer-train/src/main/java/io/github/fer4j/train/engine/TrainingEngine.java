package io.github.fer4j.train.engine;

import java.util.Map;

/**
 * A network in memory that can learn. Not safe for use by several threads at once.
 *
 * <p>Its whole state is in {@link #weights()} and {@link #optimizerState()}: an engine built anew
 * from the same network and given both continues exactly as this one would, bit for bit on a CPU,
 * because the randomness of dropout comes from the seed given to each step.
 */
public interface TrainingEngine extends AutoCloseable {

  /** Who computes, where. */
  EngineInfo info();

  /**
   * One step of the optimizer on one batch: forward, cross-entropy of the softmax against the
   * targets (summed over the heads of the network, each with a softmax of its own; mean over the
   * batch) plus the layers' L2 penalties, backward, update.
   *
   * @param batch pictures and targets
   * @param learningRate of this step
   * @param dropoutSeed makes the dropout masks of this step
   * @return loss and accuracy of the batch before the update
   */
  StepResult fit(Batch batch, double learningRate, long dropoutSeed);

  /**
   * Probabilities at inference: running statistics in the batch norms, no dropout.
   *
   * @param pixels [size, 1, side, side], 0 to 255
   * @param size number of pictures
   * @param side height and width in pixels
   * @return softmax probabilities [size, outputs] in row-major order, each head's summing to 1
   */
  float[] forward(float[] pixels, int size, int side);

  /**
   * Copies of all weights, running statistics included, by the names and in the layouts that {@link
   * io.github.fer4j.train.network.Layer} gives.
   */
  Map<String, float[]> weights();

  /**
   * Replaces all weights; the optimizer's state stays.
   *
   * @throws IllegalArgumentException if a name is missing or unknown, or a length differs
   */
  void setWeights(Map<String, float[]> weights);

  /** Copies of the optimizer's state; names and layouts are the engine's own. */
  Map<String, float[]> optimizerState();

  /**
   * Replaces the optimizer's state.
   *
   * @throws IllegalArgumentException if it is not of the shape that {@link #optimizerState} gives
   */
  void setOptimizerState(Map<String, float[]> state);

  /** Frees native memory; afterwards nothing else may be called. */
  @Override
  void close();
}
