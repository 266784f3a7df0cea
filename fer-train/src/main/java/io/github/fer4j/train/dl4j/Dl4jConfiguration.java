package io.github.fer4j.train.dl4j;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;

/** A {@link Network} in Deeplearning4j's terms; the last dense layer becomes its output layer. */
final class Dl4jConfiguration {
  private static final int POOL = 2;

  private Dl4jConfiguration() {}

  static MultiLayerConfiguration of(Network network, CrossEntropy loss) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().updater(new NoOp()).list();
    List<Layer> layers = network.layers();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      if (!(layer instanceof Layer.Flatten)) {
        list.layer(layer(layer));
      }
    }
    list.layer(output((Layer.Dense) layers.get(layers.size() - 1), loss));
    // Flattening is a preprocessor that Deeplearning4j puts in by itself, from the type of input.
    return list.setInputType(
            InputType.convolutional(FaceImage.SIDE, FaceImage.SIDE, 1, CNN2DFormat.NCHW))
        .build();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer layer(Layer layer) {
    if (layer instanceof Layer.Convolution c) {
      return convolution(c);
    }
    if (layer instanceof Layer.BatchNorm n) {
      return new BatchNormalization.Builder()
          .decay(n.decay())
          .eps(n.epsilon())
          .useLogStd(false)
          .helperAllowFallback(false)
          .build();
    }
    if (layer instanceof Layer.Relu) {
      return new ActivationLayer(Activation.RELU);
    }
    if (layer instanceof Layer.MaxPool) {
      return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
          .kernelSize(POOL, POOL)
          .stride(POOL, POOL)
          .convolutionMode(ConvolutionMode.Truncate)
          .dataFormat(CNN2DFormat.NCHW)
          .build();
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return new GlobalPoolingLayer(PoolingType.AVG);
    }
    if (layer instanceof Layer.Dropout d) {
      return new DropoutLayer(1 - d.rate());
    }
    Layer.Dense dense = (Layer.Dense) layer;
    return new DenseLayer.Builder().nOut(dense.units()).activation(Activation.IDENTITY).build();
  }

  /** In NCHW: the oneDNN path of NHWC gives wrong gradients. */
  private static ConvolutionLayer convolution(Layer.Convolution convolution) {
    return new ConvolutionLayer.Builder(Layer.Convolution.KERNEL, Layer.Convolution.KERNEL)
        .nOut(convolution.filters())
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NCHW)
        .activation(Activation.IDENTITY)
        .hasBias(convolution.bias())
        .helperAllowFallback(false)
        .build();
  }

  private static OutputLayer output(Layer.Dense dense, CrossEntropy loss) {
    return new OutputLayer.Builder(loss).nOut(dense.units()).activation(Activation.SOFTMAX).build();
  }
}
