package io.github.fer4j.dl4j;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.Activation;

/** A {@link Network} in layers of Deeplearning4j that compute on any backend, channels first. */
final class DeviceConfiguration {
  private final StepDropout.StepSeed dropoutSeed;
  private final ModelBuilder model;

  private DeviceConfiguration(Network network, StepDropout.StepSeed dropoutSeed) {
    this.dropoutSeed = dropoutSeed;
    this.model = new ModelBuilder(InputType.convolutional(FaceImage.SIDE, FaceImage.SIDE, 1));
  }

  static Dl4jModel of(Network network, CrossEntropy loss, StepDropout.StepSeed dropoutSeed) {
    DeviceConfiguration configuration = new DeviceConfiguration(network, dropoutSeed);
    List<Layer> layers = network.layers();
    layers.subList(0, layers.size() - 1).forEach(configuration::add);
    configuration.model.add(layers.get(layers.size() - 1), Dl4jConfiguration.output(network, loss));
    return configuration.model.build(CrossEntropy.hasOneSoftmax(network));
  }

  private void add(Layer layer) {
    if (layer instanceof Layer.Residual block) {
      model.residual(
          block, () -> block.layers().forEach(this::add), DeviceConfiguration::projection);
    } else if (layer instanceof Layer.Flatten) {
      flatten();
    } else {
      model.add(layer, layer(layer));
    }
  }

  /** Deeplearning4j flattens before a layer, not as one; channel by channel as it should be. */
  private void flatten() {
    if (model.type() instanceof InputType.InputTypeConvolutional pictures) {
      model.prepare(
          new CnnToFeedForwardPreProcessor(
              pictures.getHeight(), pictures.getWidth(), pictures.getChannels(), CNN2DFormat.NCHW));
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
      return new DropoutLayer(new DeviceDropout(d.rate(), model.size(), dropoutSeed));
    }
    return Dl4jConfiguration.hidden((Layer.Dense) layer);
  }

  private static ConvolutionLayer convolution(Layer.Convolution convolution) {
    return convolution(Layer.Convolution.KERNEL, convolution.filters(), convolution.bias());
  }

  private static ConvolutionLayer projection(int channels) {
    return convolution(1, channels, false);
  }

  private static ConvolutionLayer convolution(int kernel, int filters, boolean bias) {
    return new OpConvolution.Configuration(
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(filters)
            .padding(kernel / 2, kernel / 2)
            .convolutionMode(ConvolutionMode.Truncate)
            .activation(Activation.IDENTITY)
            .hasBias(bias));
  }
}
