package io.github.fer4j.dl4j;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;

/**
 * A {@link Network} in Deeplearning4j's terms. Tensors are channels-last there, which spares oneDNN
 * two thirds of its copying from one order to another. A batch norm and the ReLU beside it become
 * one layer; the last dense layer becomes the output layer.
 */
final class Dl4jConfiguration {
  private static final int POOL = 2;
  private static final int[] HEIGHT_AND_WIDTH = {1, 2};

  private final Network network;
  private final CrossEntropy loss;
  private final StepDropout.StepSeed dropoutSeed;
  private final ModelBuilder model;

  private Dl4jConfiguration(Network network, CrossEntropy loss, StepDropout.StepSeed dropoutSeed) {
    this.network = network;
    this.loss = loss;
    this.dropoutSeed = dropoutSeed;
    this.model =
        new ModelBuilder(
            InputType.convolutional(FaceImage.SIDE, FaceImage.SIDE, 1, CNN2DFormat.NHWC));
  }

  static Dl4jModel of(Network network, CrossEntropy loss, StepDropout.StepSeed dropoutSeed) {
    Dl4jConfiguration configuration = new Dl4jConfiguration(network, loss, dropoutSeed);
    List<Layer> layers = network.layers();
    configuration.add(layers.subList(0, layers.size() - 1));
    configuration.model.add(layers.get(layers.size() - 1), output(network, loss));
    return configuration.model.build(CrossEntropy.hasOneSoftmax(network));
  }

  private void add(List<Layer> layers) {
    Deque<Layer> rest = new ArrayDeque<>(layers);
    while (!rest.isEmpty()) {
      addNext(rest);
    }
  }

  private void addNext(Deque<Layer> rest) {
    Layer layer = rest.poll();
    if (layer instanceof Layer.Relu && rest.peek() instanceof Layer.BatchNorm norm) {
      rest.poll();
      model.add(norm, norm(norm, NormRelu.Relu.BEFORE));
    } else if (layer instanceof Layer.BatchNorm norm && rest.peek() instanceof Layer.Relu) {
      rest.poll();
      model.add(norm, norm(norm, NormRelu.Relu.AFTER));
    } else if (layer instanceof Layer.Flatten) {
      flatten();
    } else if (layer instanceof Layer.Residual block) {
      model.residual(block, () -> add(block.layers()), Dl4jConfiguration::projection);
    } else {
      model.add(layer, single(layer));
    }
  }

  /** Deeplearning4j flattens before a layer, not as one. */
  private void flatten() {
    if (model.type() instanceof InputType.InputTypeConvolutional pictures) {
      model.prepare(new ChannelsFirstFlatten(pictures));
    }
  }

  private org.deeplearning4j.nn.conf.layers.Layer single(Layer layer) {
    if (layer instanceof Layer.Convolution c) {
      return convolution(c);
    }
    if (layer instanceof Layer.BatchNorm n) {
      return norm(n, NormRelu.Relu.NONE);
    }
    if (layer instanceof Layer.Relu) {
      return new ActivationLayer(Activation.RELU);
    }
    if (layer instanceof Layer.MaxPool) {
      return maxPool();
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return new GlobalPoolingLayer.Builder(PoolingType.AVG)
          .poolingDimensions(HEIGHT_AND_WIDTH)
          .build();
    }
    if (layer instanceof Layer.Dropout d) {
      return new DropoutLayer(new StepDropout(d.rate(), model.size(), dropoutSeed));
    }
    return hidden((Layer.Dense) layer);
  }

  /** A dense layer that is not the last. */
  static DenseLayer hidden(Layer.Dense dense) {
    return new DenseLayer.Builder().nOut(dense.units()).activation(Activation.IDENTITY).build();
  }

  private static ConvolutionLayer convolution(Layer.Convolution convolution) {
    return convolution(Layer.Convolution.KERNEL, convolution.filters(), convolution.bias());
  }

  private static ConvolutionLayer projection(int channels) {
    return convolution(1, channels, false);
  }

  private static ConvolutionLayer convolution(int kernel, int filters, boolean bias) {
    return new OneDnnConvolution.Configuration(
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(filters)
            .padding(kernel / 2, kernel / 2)
            .convolutionMode(ConvolutionMode.Truncate)
            .dataFormat(CNN2DFormat.NHWC)
            .activation(Activation.IDENTITY)
            .hasBias(bias)
            .helperAllowFallback(false));
  }

  private static NormReluLayer.Configuration norm(Layer.BatchNorm norm, NormRelu.Relu relu) {
    return new NormReluLayer.Configuration(norm.decay(), norm.epsilon(), relu);
  }

  private static SubsamplingLayer maxPool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(POOL, POOL)
        .stride(POOL, POOL)
        .convolutionMode(ConvolutionMode.Truncate)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }

  /** The last dense layer with the loss, and with the softmax where there is one head. */
  static OutputLayer output(Network network, CrossEntropy loss) {
    return new OutputLayer.Builder(loss)
        .nOut(network.outputs())
        .activation(CrossEntropy.hasOneSoftmax(network) ? Activation.SOFTMAX : Activation.IDENTITY)
        .build();
  }
}
