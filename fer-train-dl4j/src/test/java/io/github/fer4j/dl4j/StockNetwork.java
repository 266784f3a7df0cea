package io.github.fer4j.dl4j;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The same network of Deeplearning4j's own layers, channels-first, in double precision: oneDNN
 * computes in floats alone, so every layer takes its built-in path. Dropout is left out.
 */
final class StockNetwork {
  private final Network network;
  private final FlatLayout layout;
  private final MultiLayerNetwork model;

  StockNetwork(Network network, Map<String, float[]> weights) {
    this.network = network;
    this.layout = new FlatLayout(network);
    this.model = new MultiLayerNetwork(configuration(network));
    model.init(doubles(layout.join(weights), 1, layout.length()), false);
    model.initGradientsView();
  }

  /** Gradients of the learnt weights, and what the running statistics become. */
  Map<String, double[]> gradientsAndStatistics(Batch batch) {
    model.setInput(input(batch));
    model.setLabels(doubles(batch.targets(), batch.size(), ClassSet.FIVE.size()));
    model.computeGradientAndScore();
    double[] weights = model.params().data().asDouble();
    double[] gradients = model.getGradientsViewArray().data().asDouble();
    Map<String, double[]> result = new LinkedHashMap<>();
    for (FlatLayout.Segment s : layout.segments()) {
      double[] values = new double[s.length()];
      for (int i = 0; i < values.length; i++) {
        double weight = weights[s.start() + i];
        double gradient = gradients[s.start() + i];
        values[i] =
            s.kind() == FlatLayout.Kind.STATISTIC
                ? weight - gradient
                : gradient / batch.size() + 2 * s.l2() * weight;
      }
      result.put(s.name(), values);
    }
    return result;
  }

  /** Mean cross-entropy of the last batch. */
  double loss() {
    return model.score();
  }

  /** Softmax probabilities at inference. */
  double[] forward(Batch batch) {
    return model.output(input(batch)).dup('c').data().asDouble();
  }

  private INDArray input(Batch batch) {
    float[] scaled = new float[batch.pixels().length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (batch.pixels()[i] - (float) network.mean()) / (float) network.deviation();
    }
    return doubles(scaled, batch.size(), 1, batch.side(), batch.side());
  }

  private static INDArray doubles(float[] values, long... shape) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return Nd4j.create(doubles, shape, DataType.DOUBLE);
  }

  private static MultiLayerConfiguration configuration(Network network) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).updater(new NoOp()).list();
    List<Layer> layers = network.layers();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      if (!(layer instanceof Layer.Flatten || layer instanceof Layer.Dropout)) {
        list.layer(layer(layer));
      }
    }
    return list.layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(ClassSet.FIVE.size())
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(FaceImage.SIDE, FaceImage.SIDE, 1))
        .build();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer layer(Layer layer) {
    if (layer instanceof Layer.Convolution c) {
      return new ConvolutionLayer.Builder(3, 3)
          .nOut(c.filters())
          .convolutionMode(ConvolutionMode.Same)
          .activation(Activation.IDENTITY)
          .hasBias(c.bias())
          .build();
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
          .build();
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return new GlobalPoolingLayer(PoolingType.AVG);
    }
    return new DenseLayer.Builder()
        .nOut(((Layer.Dense) layer).units())
        .activation(Activation.IDENTITY)
        .build();
  }
}
