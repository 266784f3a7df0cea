package io.github.fer4j.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What every configuration of a layer of our own does when Deeplearning4j asks for the layer. */
final class OwnLayer {
  private OwnLayer() {}

  /** The layer with its listeners, its place and its parameters, which are drawn if asked for. */
  static Layer set(
      Layer layer,
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(
        configuration.getLayer().initializer().init(configuration, parameters, initialize));
    return layer;
  }
}
