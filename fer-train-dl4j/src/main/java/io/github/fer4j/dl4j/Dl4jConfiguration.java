package io.github.fer4j.dl4j;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.ArrayDeque;
import java.util.Deque;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
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
import org.nd4j.linalg.learning.config.NoOp;

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
  private final NeuralNetConfiguration.ListBuilder list =
      new NeuralNetConfiguration.Builder().updater(new NoOp()).list();
  private InputType type =
      InputType.convolutional(FaceImage.SIDE, FaceImage.SIDE, 1, CNN2DFormat.NHWC);
  private int layers;

  private Dl4jConfiguration(Network network, CrossEntropy loss, StepDropout.StepSeed dropoutSeed) {
    this.network = network;
    this.loss = loss;
    this.dropoutSeed = dropoutSeed;
  }

  static MultiLayerConfiguration of(
      Network network, CrossEntropy loss, StepDropout.StepSeed dropoutSeed) {
    Dl4jConfiguration configuration = new Dl4jConfiguration(network, loss, dropoutSeed);
    Deque<Layer> rest = new ArrayDeque<>(network.layers());
    InputType input = configuration.type;
    while (!rest.isEmpty()) {
      configuration.addNext(rest);
    }
    return configuration
        .list
        .setInputType(input)
        .validateOutputLayerConfig(CrossEntropy.hasOneSoftmax(network))
        .build();
  }

  private void addNext(Deque<Layer> rest) {
    Layer layer = rest.poll();
    if (layer instanceof Layer.Relu && rest.peek() instanceof Layer.BatchNorm) {
      add(norm((Layer.BatchNorm) rest.poll(), NormRelu.Relu.BEFORE));
    } else if (layer instanceof Layer.BatchNorm norm && rest.peek() instanceof Layer.Relu) {
      rest.poll();
      add(norm(norm, NormRelu.Relu.AFTER));
    } else if (layer instanceof Layer.Flatten) {
      flatten();
    } else if (rest.isEmpty()) {
      add(output(network, loss));
    } else {
      add(single(layer));
    }
  }

  private void add(org.deeplearning4j.nn.conf.layers.Layer layer) {
    list.layer(layers, layer);
    type = layer.getOutputType(layers, type);
    layers++;
  }

  /** Deeplearning4j flattens before a layer, not as one. */
  private void flatten() {
    var flatten = new ChannelsFirstFlatten((InputType.InputTypeConvolutional) type);
    list.inputPreProcessor(layers, flatten);
    type = flatten.getOutputType(type);
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
      return new DropoutLayer(new StepDropout(d.rate(), layers, dropoutSeed));
    }
    return hidden((Layer.Dense) layer);
  }

  /** A dense layer that is not the last. */
  static DenseLayer hidden(Layer.Dense dense) {
    return new DenseLayer.Builder().nOut(dense.units()).activation(Activation.IDENTITY).build();
  }

  private static ConvolutionLayer convolution(Layer.Convolution convolution) {
    int kernel = Layer.Convolution.KERNEL;
    return new OneDnnConvolution.Configuration(
        new ConvolutionLayer.Builder(kernel, kernel)
            .nOut(convolution.filters())
            .padding(kernel / 2, kernel / 2)
            .convolutionMode(ConvolutionMode.Truncate)
            .dataFormat(CNN2DFormat.NHWC)
            .activation(Activation.IDENTITY)
            .hasBias(convolution.bias())
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
