package io.github.fer4j.dl4j;

import java.nio.FloatBuffer;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link NormRelu} as a layer of Deeplearning4j, for [N, H, W, channels] or [N, channels]. Takes
 * the place of its batch norm, whose oneDNN helper gives wrong gradients in this order, and of the
 * activation layer beside it.
 *
 * <p>The running statistics go the way of Deeplearning4j: their "gradient" is the step from the old
 * value to the new one, (1 - decay) · (old - batch).
 */
final class NormReluLayer extends BaseLayer<BatchNormalization> {
  private static final long serialVersionUID = 1L;

  private final transient NormRelu norm;

  private NormReluLayer(NeuralNetConfiguration conf, DataType type, NormRelu.Relu relu) {
    super(conf, type);
    norm = new NormRelu(layerConf().getEps(), relu);
  }

  /** What Deeplearning4j makes the layer from. */
  static final class Configuration extends BatchNormalization {
    private static final long serialVersionUID = 1L;

    private final NormRelu.Relu relu;

    Configuration(double decay, double epsilon, NormRelu.Relu relu) {
      this.relu = relu;
      setDecay(decay);
      setEps(epsilon);
      setUseLogStd(false);
    }

    @Override
    public Layer instantiate(
        NeuralNetConfiguration conf,
        Collection<TrainingListener> listeners,
        int index,
        INDArray parameters,
        boolean initialize,
        DataType type) {
      Layer layer = new NormReluLayer(conf, type, relu);
      return OwnLayer.set(layer, conf, listeners, index, parameters, initialize);
    }
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), input.shape());
    Bands bands = Bands.of(input);
    FloatBuffer x = Bands.values(input);
    FloatBuffer y = Bands.values(output);
    if (training) {
      norm.forward(bands, x, y, gamma(), beta());
    } else {
      float[] mean = read(BatchNormalizationParamInitializer.GLOBAL_MEAN);
      norm.forward(bands, x, y, gamma(), beta(), mean, runningVariance());
    }
    return output;
  }

  private float[] gamma() {
    return read(BatchNormalizationParamInitializer.GAMMA);
  }

  private float[] beta() {
    return read(BatchNormalizationParamInitializer.BETA);
  }

  private double[] runningVariance() {
    return getParam(BatchNormalizationParamInitializer.GLOBAL_VAR).toDoubleVector();
  }

  private float[] read(String parameter) {
    return getParam(parameter).toFloatVector();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray inputGradient =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape());
    float[] dGamma = new float[norm.mean().length];
    float[] dBeta = new float[norm.mean().length];
    norm.backward(
        Bands.of(input),
        Bands.values(input),
        Bands.values(epsilon),
        Bands.values(inputGradient),
        gamma(),
        beta(),
        dGamma,
        dBeta);

    Gradient gradient = new DefaultGradient();
    put(gradient, BatchNormalizationParamInitializer.GAMMA, dGamma);
    put(gradient, BatchNormalizationParamInitializer.BETA, dBeta);
    put(gradient, BatchNormalizationParamInitializer.GLOBAL_MEAN, meanStep());
    put(gradient, BatchNormalizationParamInitializer.GLOBAL_VAR, varianceStep());
    return new Pair<>(gradient, inputGradient);
  }

  private float[] meanStep() {
    float[] step = read(BatchNormalizationParamInitializer.GLOBAL_MEAN);
    for (int c = 0; c < step.length; c++) {
      step[c] = (float) ((1 - layerConf().getDecay()) * (step[c] - norm.mean()[c]));
    }
    return step;
  }

  private float[] varianceStep() {
    float[] step = read(BatchNormalizationParamInitializer.GLOBAL_VAR);
    for (int c = 0; c < step.length; c++) {
      step[c] = (float) ((1 - layerConf().getDecay()) * (step[c] - norm.variance()[c]));
    }
    return step;
  }

  private void put(Gradient gradient, String parameter, float[] values) {
    INDArray view = gradientViews.get(parameter);
    Bands.values(view).put(0, values);
    gradient.setGradientFor(parameter, view);
  }
}
