package io.github.fer4j.dl4j;

import java.nio.FloatBuffer;

/**
 * Batch normalisation over the channels of [rows, channels] (S. Ioffe, C. Szegedy, arXiv
 * 1502.03167, algorithm 1 and section 3), together with a ReLU before or after it: each pass reads
 * its tensors once and writes one. Not safe for several threads at once.
 */
final class NormRelu {

  /** Where the ReLU stands. */
  enum Relu {
    NONE,
    BEFORE,
    AFTER
  }

  private final double epsilon;
  private final Relu relu;
  private float[] mean;
  private double[] variance;

  NormRelu(double epsilon, Relu relu) {
    this.epsilon = epsilon;
    this.relu = relu;
  }

  /** Mean of each channel over the last batch. */
  float[] mean() {
    return mean;
  }

  /** Variance of each channel over the last batch, divided by the number of rows. */
  double[] variance() {
    return variance;
  }

  /** Normalises by the statistics of the batch itself, and keeps these for {@link #backward}. */
  void forward(Bands bands, FloatBuffer x, FloatBuffer y, float[] gamma, float[] beta) {
    measure(bands, x);
    forward(bands, x, y, gamma, beta, mean, variance);
  }

  /** Normalises by the statistics given. */
  void forward(
      Bands bands,
      FloatBuffer x,
      FloatBuffer y,
      float[] gamma,
      float[] beta,
      float[] mean,
      double[] variance) {
    float[] scale = bands.repeat(scale(gamma, variance));
    float[] shift = bands.repeat(shift(scale, mean, beta));
    bands.forEach(
        (band, start, end) -> {
          float[] tile = new float[bands.tile()];
          for (int at = start; at < end; at += tile.length) {
            int length = Math.min(tile.length, end - at);
            load(x, at, tile, length);
            Loops.scaleAndShift(tile, tile, scale, shift, length);
            if (relu == Relu.AFTER) {
              Loops.relu(tile, length);
            }
            y.put(at, tile, 0, length);
          }
        });
  }

  /** A tile of the input, as the norm sees it. */
  private void load(FloatBuffer x, int at, float[] tile, int length) {
    x.get(at, tile, 0, length);
    if (relu == Relu.BEFORE) {
      Loops.relu(tile, length);
    }
  }

  private float[] scale(float[] gamma, double[] variance) {
    float[] scale = new float[gamma.length];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = (float) (gamma[c] / Math.sqrt(variance[c] + epsilon));
    }
    return scale;
  }

  private static float[] shift(float[] scale, float[] mean, float[] beta) {
    float[] shift = new float[beta.length];
    for (int c = 0; c < shift.length; c++) {
      shift[c] = beta[c] - mean[c] * scale[c];
    }
    return shift;
  }

  /**
   * Mean and variance in one pass: sums of the distances from a centre near the mean, and of their
   * squares, so that nothing is lost in the difference.
   */
  private void measure(Bands bands, FloatBuffer x) {
    float[] centre = firstTileMean(bands, x);
    float[] centres = bands.repeat(centre);
    double[][] sums = new double[bands.count()][bands.channels()];
    double[][] squares = new double[bands.count()][bands.channels()];
    bands.forEach(
        (band, start, end) -> {
          float[] tile = new float[bands.tile()];
          float[] sum = new float[tile.length];
          float[] square = new float[tile.length];
          for (int at = start; at < end; at += tile.length) {
            int length = Math.min(tile.length, end - at);
            load(x, at, tile, length);
            Loops.addMoments(sum, square, tile, centres, length);
          }
          bands.addColumns(sum, sums[band]);
          bands.addColumns(square, squares[band]);
        });
    double[] sum = total(sums);
    double[] square = total(squares);
    mean = new float[centre.length];
    variance = new double[centre.length];
    for (int c = 0; c < centre.length; c++) {
      double distance = sum[c] / bands.rows();
      mean[c] = (float) (centre[c] + distance);
      variance[c] = Math.max(0, square[c] / bands.rows() - distance * distance);
    }
  }

  private float[] firstTileMean(Bands bands, FloatBuffer x) {
    int length = Math.min(bands.tile(), bands.values());
    float[] tile = new float[bands.tile()];
    load(x, 0, tile, length);
    double[] sums = new double[bands.channels()];
    bands.addColumns(tile, sums);
    float[] means = new float[sums.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = (float) (sums[c] * bands.channels() / length);
    }
    return means;
  }

  /**
   * Gradients for the batch of the last {@link #forward(Bands, FloatBuffer, FloatBuffer, float[],
   * float[])}.
   *
   * @param x its input
   * @param dy gradient of the output
   * @param dx takes the gradient of the input
   * @param gamma as in forward
   * @param beta as in forward
   * @param dGamma takes the gradient of gamma
   * @param dBeta takes the gradient of beta
   */
  void backward(
      Bands bands,
      FloatBuffer x,
      FloatBuffer dy,
      FloatBuffer dx,
      float[] gamma,
      float[] beta,
      float[] dGamma,
      float[] dBeta) {
    float[] scale = scale(gamma, variance);
    Gradients gradients = new Gradients(bands, scale, shift(scale, mean, beta));
    gradients.sum(x, dy, dGamma, dBeta);
    gradients.input(x, dy, dx, gamma, dGamma, dBeta);
  }

  private static double[] total(double[][] parts) {
    double[] total = new double[parts[0].length];
    for (double[] part : parts) {
      for (int c = 0; c < total.length; c++) {
        total[c] += part[c];
      }
    }
    return total;
  }

  /** The two passes of the backward step, over the same tensors. */
  private final class Gradients {
    private final Bands bands;
    private final float[] scale;
    private final float[] shift;
    private final float[] means;

    Gradients(Bands bands, float[] scale, float[] shift) {
      this.bands = bands;
      this.scale = bands.repeat(scale);
      this.shift = bands.repeat(shift);
      this.means = bands.repeat(mean);
    }

    /** A tile of the input and of the gradient of the norm's output. */
    private void load(FloatBuffer x, FloatBuffer dy, int at, int length, float[][] tiles) {
      NormRelu.this.load(x, at, tiles[0], length);
      dy.get(at, tiles[1], 0, length);
      if (relu == Relu.AFTER) {
        Loops.scaleAndShift(tiles[2], tiles[0], scale, shift, length);
        Loops.gate(tiles[1], tiles[2], length);
      }
    }

    void sum(FloatBuffer x, FloatBuffer dy, float[] dGamma, float[] dBeta) {
      double[][] sums = new double[bands.count()][bands.channels()];
      double[][] products = new double[bands.count()][bands.channels()];
      bands.forEach(
          (band, start, end) -> {
            float[][] tiles = new float[3][bands.tile()];
            float[] sum = new float[bands.tile()];
            float[] product = new float[bands.tile()];
            for (int at = start; at < end; at += sum.length) {
              int length = Math.min(sum.length, end - at);
              load(x, dy, at, length, tiles);
              Loops.addProducts(sum, product, tiles[1], tiles[0], means, length);
            }
            bands.addColumns(sum, sums[band]);
            bands.addColumns(product, products[band]);
          });
      double[] sum = total(sums);
      double[] product = total(products);
      for (int c = 0; c < sum.length; c++) {
        dBeta[c] = (float) sum[c];
        dGamma[c] = (float) (product[c] / Math.sqrt(variance[c] + epsilon));
      }
    }

    /** dx = scale · (g - mean(g) - x̂ · mean(g·x̂)), with x̂ the normalised input. */
    void input(
        FloatBuffer x,
        FloatBuffer dy,
        FloatBuffer dx,
        float[] gamma,
        float[] dGamma,
        float[] dBeta) {
      float[] slope = new float[gamma.length];
      float[] offset = new float[gamma.length];
      for (int c = 0; c < gamma.length; c++) {
        double deviation = Math.sqrt(variance[c] + epsilon);
        slope[c] = (float) (-scale[c] * dGamma[c] / (deviation * bands.rows()));
        offset[c] = -scale[c] * dBeta[c] / bands.rows();
      }
      float[] slopes = bands.repeat(slope);
      float[] offsets = bands.repeat(offset);
      bands.forEach(
          (band, start, end) -> {
            float[][] tiles = new float[3][bands.tile()];
            for (int at = start; at < end; at += bands.tile()) {
              int length = Math.min(bands.tile(), end - at);
              load(x, dy, at, length, tiles);
              Loops.centre(tiles[2], tiles[0], means, length);
              Loops.combine(tiles[1], tiles[2], scale, slopes, offsets, length);
              if (relu == Relu.BEFORE) {
                Loops.gate(tiles[1], tiles[0], length);
              }
              dx.put(at, tiles[1], 0, length);
            }
          });
    }
  }
}
