package io.github.fer4j.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's convolution with identity activation, without two things that it does for
 * nothing where oneDNN computes: it convolves a second time in the backward pass, for the input of
 * an activation function that does not look at it; and it copies channels-last input to
 * channels-first before handing the original to oneDNN.
 */
final class OneDnnConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private OneDnnConvolution(NeuralNetConfiguration conf, DataType type) {
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
      Layer layer = new OneDnnConvolution(conf, type);
      return OwnLayer.set(layer, conf, listeners, index, parameters, initialize);
    }
  }

  @Override
  protected Pair<INDArray, INDArray> preOutput(
      boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
    if (helper == null) {
      return super.preOutput(training, forBackprop, workspaces);
    }
    var configuration = layerConf();
    INDArray output =
        helper.preOutput(
            input,
            getParam(ConvolutionParamInitializer.WEIGHT_KEY),
            hasBias() ? getParam(ConvolutionParamInitializer.BIAS_KEY) : null,
            configuration.getKernelSize(),
            configuration.getStride(),
            configuration.getPadding(),
            configuration.getCudnnAlgoMode(),
            configuration.getCudnnFwdAlgo(),
            convolutionMode,
            configuration.getDilation(),
            configuration.getCnn2dDataFormat(),
            workspaces);
    return new Pair<>(output, null);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    if (helper == null) {
      return super.backpropGradient(epsilon, workspaces);
    }
    var configuration = layerConf();
    return helper.backpropGradient(
        input,
        getParam(ConvolutionParamInitializer.WEIGHT_KEY),
        hasBias() ? getParam(ConvolutionParamInitializer.BIAS_KEY) : null,
        epsilon,
        configuration.getKernelSize(),
        configuration.getStride(),
        configuration.getPadding(),
        gradientViews.get(ConvolutionParamInitializer.BIAS_KEY),
        gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
        configuration.getActivationFn(),
        configuration.getCudnnAlgoMode(),
        configuration.getCudnnBwdFilterAlgo(),
        configuration.getCudnnBwdDataAlgo(),
        convolutionMode,
        configuration.getDilation(),
        configuration.getCnn2dDataFormat(),
        workspaces);
  }
}
