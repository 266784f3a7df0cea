package io.github.fer4j.train.onnx;

import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Layer.Residual;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.Map;

/**
 * Inference of one picture in plain loops over doubles, written from the definitions in {@link
 * Layer}: the oracle that engines and exporter are held to.
 */
final class ReferenceForward {
  private static final int FLAT = 0;

  private final Map<String, float[]> weights;
  private int channels = 1;
  private int side;
  private double[] x;

  private ReferenceForward(Map<String, float[]> weights, int side) {
    this.weights = weights;
    this.side = side;
  }

  /** Probabilities of one picture of side x side pixels, its logits divided by a temperature. */
  static double[] probabilities(
      Network network, Map<String, float[]> weights, float[] pixels, int side, double temperature) {
    ReferenceForward forward = new ReferenceForward(weights, side);
    forward.x = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      forward.x[i] = (pixels[i] - network.mean()) / network.deviation();
    }
    network.layers().forEach(forward::apply);
    return softmax(forward.x, temperature);
  }

  private void apply(Layer layer) {
    if (layer instanceof Convolution convolution) {
      convolve(convolution);
    } else if (layer instanceof BatchNorm norm) {
      normalise(norm);
    } else if (layer instanceof Relu) {
      x = Arrays.stream(x).map(value -> Math.max(0, value)).toArray();
    } else if (layer instanceof MaxPool) {
      pool();
    } else if (layer instanceof GlobalAveragePool) {
      average();
    } else if (layer instanceof Flatten) {
      side = FLAT;
    } else if (layer instanceof Residual block) {
      addSkip(block);
    } else if (layer instanceof Dense dense) {
      multiply(dense);
    }
  }

  private void addSkip(Residual block) {
    double[] input = x;
    int inputChannels = channels;
    block.layers().forEach(this::apply);
    float[] kernel = weights.get(block.name() + ".weight");
    double[] sum = x.clone();
    int places = input.length / inputChannels;
    for (int i = 0; i < sum.length; i++) {
      if (block.skip() == Residual.Skip.IDENTITY) {
        sum[i] += input[i];
      } else {
        for (int c = 0; c < inputChannels; c++) {
          sum[i] += kernel[i / places * inputChannels + c] * input[c * places + i % places];
        }
      }
    }
    x = sum;
  }

  private void convolve(Convolution layer) {
    float[] kernel = weights.get(layer.name() + ".weight");
    double[] out = new double[layer.filters() * side * side];
    for (int filter = 0; filter < layer.filters(); filter++) {
      double bias = layer.bias() ? weights.get(layer.name() + ".bias")[filter] : 0;
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          out[(filter * side + row) * side + column] = bias + window(kernel, filter, row, column);
        }
      }
    }
    x = out;
    channels = layer.filters();
  }

  private double window(float[] kernel, int filter, int row, int column) {
    int k = Convolution.KERNEL;
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          int r = row + i - k / 2;
          int c = column + j - k / 2;
          if (r >= 0 && r < side && c >= 0 && c < side) {
            sum +=
                kernel[((filter * channels + channel) * k + i) * k + j]
                    * x[(channel * side + r) * side + c];
          }
        }
      }
    }
    return sum;
  }

  private void normalise(BatchNorm layer) {
    int places = x.length / (side == FLAT ? x.length : channels);
    for (int i = 0; i < x.length; i++) {
      int c = i / places;
      double deviation = Math.sqrt(weight(layer, "variance", c) + layer.epsilon());
      x[i] =
          weight(layer, "gamma", c) * (x[i] - weight(layer, "mean", c)) / deviation
              + weight(layer, "beta", c);
    }
  }

  private double weight(BatchNorm layer, String part, int channel) {
    return weights.get(layer.name() + "." + part)[channel];
  }

  private void pool() {
    int half = side / 2;
    double[] out = new double[channels * half * half];
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < half; row++) {
        for (int column = 0; column < half; column++) {
          int at = (channel * side + 2 * row) * side + 2 * column;
          out[(channel * half + row) * half + column] =
              Math.max(Math.max(x[at], x[at + 1]), Math.max(x[at + side], x[at + side + 1]));
        }
      }
    }
    x = out;
    side = half;
  }

  private void average() {
    int places = side * side;
    double[] out = new double[channels];
    for (int i = 0; i < x.length; i++) {
      out[i / places] += x[i] / places;
    }
    x = out;
    side = FLAT;
  }

  private void multiply(Dense layer) {
    float[] matrix = weights.get(layer.name() + ".weight");
    float[] bias = weights.get(layer.name() + ".bias");
    double[] out = new double[layer.units()];
    for (int unit = 0; unit < out.length; unit++) {
      out[unit] = bias[unit];
      for (int i = 0; i < x.length; i++) {
        out[unit] += matrix[unit * x.length + i] * x[i];
      }
    }
    x = out;
    side = FLAT;
  }

  private static double[] softmax(double[] logits, double temperature) {
    double greatest = Arrays.stream(logits).max().orElseThrow();
    double[] powers =
        Arrays.stream(logits).map(z -> Math.exp((z - greatest) / temperature)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(p -> p / sum).toArray();
  }
}
