package io.github.fer4j.dl4j;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.BernoulliDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout whose mask ND4J draws where the values are, from the seed of the step and the
 * place of the layer; drawn again for the backward pass.
 */
final class DeviceDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private final double rate;
  private final int place;
  private final StepDropout.StepSeed seed;

  /**
   * @param rate share of the values that are dropped
   * @param place tells the dropouts of a network apart
   * @param seed where the step's seed will stand
   */
  DeviceDropout(double rate, int place, StepDropout.StepSeed seed) {
    this.rate = rate;
    this.place = place;
    this.seed = seed;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    return mask(input, result);
  }

  @Override
  public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
    return mask(gradient, result);
  }

  private INDArray mask(INDArray from, INDArray to) {
    try (INDArray mask = Nd4j.createUninitializedDetached(from.dataType(), 'c', from.shape())) {
      Random random = Nd4j.getRandomFactory().getNewRandomInstance(seed.at(place) | 1); // 0: none
      Nd4j.getExecutioner().exec(new BernoulliDistribution(mask, 1 - rate), random);
      return from.muli(mask, to).divi(1 - rate);
    }
  }

  @Override
  public void clear() {
    // Nothing is kept: the mask is drawn again for the backward pass.
  }

  @Override
  public DeviceDropout clone() {
    return this; // immutable, and the seed is meant to be shared
  }
}
