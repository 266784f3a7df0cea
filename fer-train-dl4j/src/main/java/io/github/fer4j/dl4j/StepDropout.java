package io.github.fer4j.dl4j;

import io.github.fer4j.core.internal.RandomSequence;
import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout whose mask follows from the seed of the step, the place of the layer and the
 * index of the value alone. (ND4J's own takes the seed 0 for none.)
 */
final class StepDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private final double rate;
  private final int place;
  private final StepSeed seed;

  /** The seed of the step under way, shared by all dropouts of a network. */
  static final class StepSeed implements Serializable {
    private static final long serialVersionUID = 1L;

    private long value;

    void set(long value) {
      this.value = value;
    }

    /** The seed of the mask at this place: another one at each place and each step. */
    long at(int place) {
      RandomSequence random = new RandomSequence(value);
      return LongStream.generate(random::nextLong).skip(place).findFirst().orElseThrow();
    }
  }

  /**
   * @param rate share of the values that are dropped
   * @param place tells the dropouts of a network apart
   * @param seed where the step's seed will stand
   */
  StepDropout(double rate, int place, StepSeed seed) {
    this.rate = rate;
    this.place = place;
    this.seed = seed;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    mask(input, result);
    return result;
  }

  @Override
  public INDArray backprop(INDArray gradient, INDArray result, int iteration, int epoch) {
    mask(gradient, result);
    return result;
  }

  /** The same bands, and for each band the same numbers, in both directions. */
  private void mask(INDArray from, INDArray to) {
    Bands bands = Bands.of(from);
    FloatBuffer in = Bands.values(from);
    FloatBuffer out = Bands.values(to);
    long layerSeed = seed.at(place);
    bands.forEach(
        (band, start, end) -> {
          RandomSequence random = new RandomSequence(layerSeed + band);
          float[] tile = new float[bands.tile()];
          for (int at = start; at < end; at += tile.length) {
            int length = Math.min(tile.length, end - at);
            in.get(at, tile, 0, length);
            mask(tile, length, random);
            out.put(at, tile, 0, length);
          }
        });
  }

  /** Without a branch, which no processor could predict. */
  private void mask(float[] tile, int length, RandomSequence random) {
    float scale = (float) (1 / (1 - rate));
    long threshold = Math.round(rate * (1L << Integer.SIZE)) + Integer.MIN_VALUE;
    for (int i = 0; i < length; i++) {
      long distance = random.nextInt() - threshold;
      tile[i] *= (1 + (distance >> (Long.SIZE - 1))) * scale; // the shift gives -1 or 0
    }
  }

  @Override
  public void clear() {
    // Nothing is kept: the mask is made again for the backward pass.
  }

  @Override
  public StepDropout clone() {
    return this; // immutable, and the seed is meant to be shared
  }
}
