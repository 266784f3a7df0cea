package io.github.fer4j.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of stride 1 that keeps the size, channels first, by ND4J's operations {@code
 * conv2d} and {@code conv2d_bp}. Its CUDA backend gives these to cuDNN; Deeplearning4j's own layer
 * would lay out columns for a matrix product instead, because the module that led it to cuDNN ended
 * with version 1.0.0-M1.
 */
final class OpConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private OpConvolution(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  /** What Deeplearning4j makes the layer from. */
  static final class Configuration extends org.deeplearning4j.nn.conf.layers.ConvolutionLayer {
    private static final long serialVersionUID = 1L;

    Configuration(Builder builder) {
      super(builder);
    }

    @Override
    public Layer instantiate(
        NeuralNetConfiguration conf,
        Collection<TrainingListener> listeners,
        int index,
        INDArray parameters,
        boolean initialize,
        DataType type) {
      Layer layer = new OpConvolution(conf, type);
      return OwnLayer.set(layer, conf, listeners, index, parameters, initialize);
    }
  }

  @Override
  protected Pair<INDArray, INDArray> preOutput(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
    long[] shape = {input.size(0), layerConf().getNOut(), input.size(2), input.size(3)};
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), shape, 'c');
    INDArray[] inputs = hasBias() ? of(input, weight(), bias()) : of(input, weight());
    Nd4j.exec(operation("conv2d", inputs, of(output)));
    return new Pair<>(output, null);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray above = rowMajor(epsilon);
    INDArray below =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
    INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    if (hasBias()) {
      INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
      INDArray[] outputs = of(below, weightGradient, biasGradient);
      Nd4j.exec(operation("conv2d_bp", of(input, weight(), bias(), above), outputs));
    } else {
      Nd4j.exec(operation("conv2d_bp", of(input, weight(), above), of(below, weightGradient)));
    }
    return new Pair<>(gradient, below);
  }

  /**
   * Kernel, stride, padding, dilation (each high and wide); not SAME; NCHW; weights [out, in, h,
   * w].
   */
  private int[] form() {
    int kernel = layerConf().getKernelSize()[0];
    return new int[] {kernel, kernel, 1, 1, kernel / 2, kernel / 2, 1, 1, 0, 0, 1};
  }

  private DynamicCustomOp operation(String name, INDArray[] inputs, INDArray[] outputs) {
    return DynamicCustomOp.builder(name)
        .addInputs(inputs)
        .addOutputs(outputs)
        .addIntegerArguments(form())
        .build();
  }

  private static INDArray[] of(INDArray... arrays) {
    return arrays;
  }

  private INDArray weight() {
    return getParam(ConvolutionParamInitializer.WEIGHT_KEY);
  }

  private INDArray bias() {
    return getParam(ConvolutionParamInitializer.BIAS_KEY);
  }

  private static INDArray rowMajor(INDArray array) {
    return array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
  }
}
