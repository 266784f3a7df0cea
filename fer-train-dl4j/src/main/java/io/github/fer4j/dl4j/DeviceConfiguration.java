package io.github.fer4j.dl4j;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A {@link Network} in layers of Deeplearning4j that compute on any backend, channels first. It
 * flattens by itself where a dense layer follows pictures, channel by channel as {@link
 * Layer.Flatten} says.
 */
final class DeviceConfiguration {
  private final StepDropout.StepSeed dropoutSeed;
  private final NeuralNetConfiguration.ListBuilder list =
      new NeuralNetConfiguration.Builder().updater(new NoOp()).list();
  private int place;

  private DeviceConfiguration(StepDropout.StepSeed dropoutSeed) {
    this.dropoutSeed = dropoutSeed;
  }

  static MultiLayerConfiguration of(
      Network network, CrossEntropy loss, StepDropout.StepSeed dropoutSeed) {
    DeviceConfiguration configuration = new DeviceConfiguration(dropoutSeed);
    List<Layer> layers = network.layers();
    layers.subList(0, layers.size() - 1).forEach(configuration::add);
    return configuration
        .list
        .layer(Dl4jConfiguration.output(network, loss))
        .setInputType(InputType.convolutional(FaceImage.SIDE, FaceImage.SIDE, 1))
        .validateOutputLayerConfig(CrossEntropy.hasOneSoftmax(network))
        .build();
  }

  private void add(Layer layer) {
    if (!(layer instanceof Layer.Flatten)) {
      list.layer(layer(layer));
      place++;
    }
  }

  private org.deeplearning4j.nn.conf.layers.Layer layer(Layer layer) {
    if (layer instanceof Layer.Convolution c) {
      return convolution(c);
    }
    if (layer instanceof Layer.BatchNorm n) {
      return new BatchNormalization.Builder()
          .decay(n.decay())
          .eps(n.epsilon())
          .useLogStd(false)
          .build();
    }
    if (layer instanceof Layer.Relu) {
      return new ActivationLayer(Activation.RELU);
    }
    if (layer instanceof Layer.MaxPool) {
      return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
          .kernelSize(2, 2)
          .stride(2, 2)
          .convolutionMode(ConvolutionMode.Truncate)
          .build();
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return new GlobalPoolingLayer(PoolingType.AVG);
    }
    if (layer instanceof Layer.Dropout d) {
      return new DropoutLayer(new DeviceDropout(d.rate(), place, dropoutSeed));
    }
    return Dl4jConfiguration.hidden((Layer.Dense) layer);
  }

  private static ConvolutionLayer convolution(Layer.Convolution convolution) {
    int kernel = Layer.Convolution.KERNEL;
    return new OpConvolution.Configuration(
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(convolution.filters())
            .padding(kernel / 2, kernel / 2)
            .convolutionMode(ConvolutionMode.Truncate)
            .activation(Activation.IDENTITY)
            .hasBias(convolution.bias()));
  }
}
