package io.github.fer4j.dl4j;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Cuts a tensor of [rows, channels] into bands of tiles of whole rows. Bands are worked on by
 * several threads; since the cut depends on the shape alone, so does every sum over a band, and the
 * results are the same bits whatever the number of threads.
 *
 * <p>Tiles are copied to and from arrays on the heap, because the compiler turns loops over such
 * arrays into vector instructions, provided that all arrays in a loop have the same index.
 *
 * @param channels values in a row
 * @param values number of all values
 */
record Bands(int channels, int values) {
  /** About as many values as make a copy worthwhile and stay in the innermost cache. */
  private static final int TILE_VALUES = 2048;

  private static final int TILES_IN_BAND = 32;

  /** Does its work for the values from start to end. */
  @FunctionalInterface
  interface Work {
    void run(int band, int start, int end);
  }

  /** The bands of an array of [rows, channels] or [N, H, W, channels]. */
  static Bands of(INDArray array) {
    int channels = Math.toIntExact(array.size(array.rank() - 1));
    return new Bands(channels, Math.toIntExact(array.length()));
  }

  /** The values of an array in row-major order, not a copy. */
  static FloatBuffer values(INDArray array) {
    if (!isRowMajor(array)) {
      throw new IllegalArgumentException("Not in row-major order: " + array.shapeInfoToString());
    }
    return array.data().asNioFloat().slice();
  }

  private static boolean isRowMajor(INDArray array) {
    long expected = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) != 1 && array.stride(i) != expected) {
        return false;
      }
      expected *= array.size(i);
    }
    return true;
  }

  /** Rows of the whole tensor. */
  int rows() {
    return values / channels;
  }

  /** Values in a tile: whole rows. */
  int tile() {
    return channels * Math.max(1, TILE_VALUES / channels);
  }

  /** Number of bands. */
  int count() {
    int length = tile() * TILES_IN_BAND;
    return (values + length - 1) / length;
  }

  /** Runs the work for every band, on as many threads as there are processors. */
  void forEach(Work work) {
    int length = tile() * TILES_IN_BAND;
    IntStream.range(0, count())
        .parallel()
        .forEach(band -> work.run(band, band * length, Math.min(values, (band + 1) * length)));
  }

  /** The vector of one value a channel, repeated to the length of a tile. */
  float[] repeat(float[] perChannel) {
    float[] repeated = new float[tile()];
    for (int start = 0; start < repeated.length; start += channels) {
      System.arraycopy(perChannel, 0, repeated, start, channels);
    }
    return repeated;
  }

  /** Adds the columns of a tile up, into one sum a channel. */
  void addColumns(float[] tile, double[] sums) {
    for (int start = 0; start < tile.length; start += channels) {
      for (int c = 0; c < channels; c++) {
        sums[c] += tile[start + c];
      }
    }
  }
}
