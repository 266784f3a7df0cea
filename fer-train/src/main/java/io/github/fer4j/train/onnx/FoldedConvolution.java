package io.github.fer4j.train.onnx;

import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with the batch norm after it folded in, which at inference is one multiplication
 * and one addition a channel: with s = gamma / √(variance + epsilon), the kernel becomes s·kernel
 * and the bias s·(bias - mean) + beta.
 *
 * @param kernel [filters, channels, 3, 3]
 * @param bias [filters]
 */
record FoldedConvolution(float[] kernel, float[] bias) {

  /**
   * @param norm directly after the convolution; null if there is none
   */
  static FoldedConvolution of(
      Convolution convolution, @Nullable BatchNorm norm, NetworkWeights weights) {
    float[] kernel = weights.values(convolution.name() + ".weight");
    float[] bias =
        convolution.bias()
            ? weights.values(convolution.name() + ".bias")
            : new float[convolution.filters()];
    return norm == null ? new FoldedConvolution(kernel, bias) : folded(kernel, bias, norm, weights);
  }

  private static FoldedConvolution folded(
      float[] kernel, float[] bias, BatchNorm norm, NetworkWeights weights) {
    float[] gamma = weights.values(norm.name() + ".gamma");
    float[] beta = weights.values(norm.name() + ".beta");
    float[] mean = weights.values(norm.name() + ".mean");
    float[] variance = weights.values(norm.name() + ".variance");
    float[] foldedKernel = new float[kernel.length];
    float[] foldedBias = new float[bias.length];
    int filterSize = kernel.length / bias.length;
    for (int filter = 0; filter < bias.length; filter++) {
      double scale = gamma[filter] / Math.sqrt(variance[filter] + norm.epsilon());
      foldedBias[filter] = (float) (scale * ((double) bias[filter] - mean[filter]) + beta[filter]);
      for (int i = filter * filterSize; i < (filter + 1) * filterSize; i++) {
        foldedKernel[i] = (float) (scale * kernel[i]);
      }
    }
    return new FoldedConvolution(foldedKernel, foldedBias);
  }
}
