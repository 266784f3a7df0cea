package io.github.fer4j.dl4j;

import io.github.fer4j.train.network.Layer;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j's two kinds of networks, as far as they are used here. */
sealed interface Dl4jModel extends AutoCloseable {

  /** The layers in the order in which their weights lie in the flat vector. */
  List<Layer> order();

  /** Gives the model its weights, which it sees whole, and does not copy. */
  void start(INDArray flatWeights);

  /** Forward and backward; leaves the score, and the summed gradients in their flat vector. */
  void compute(INDArray input, INDArray labels);

  double score();

  INDArray gradients();

  /** What the last layer gives at inference. */
  INDArray output(INDArray input);

  /** The layers in Deeplearning4j. */
  org.deeplearning4j.nn.api.Layer[] layers();

  @Override
  void close();

  /** Layers in a row. */
  record Row(MultiLayerNetwork model, List<Layer> order) implements Dl4jModel {
    @Override
    public void start(INDArray flatWeights) {
      model.init(flatWeights, false);
      model.initGradientsView();
    }

    @Override
    public void compute(INDArray input, INDArray labels) {
      model.setInput(input);
      model.setLabels(labels);
      model.computeGradientAndScore();
    }

    @Override
    public double score() {
      return model.score();
    }

    @Override
    public INDArray gradients() {
      return model.getGradientsViewArray();
    }

    @Override
    public INDArray output(INDArray input) {
      return model.output(input);
    }

    @Override
    public org.deeplearning4j.nn.api.Layer[] layers() {
      return model.getLayers();
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** Layers with ways around. */
  record Graph(ComputationGraph model, List<Layer> order) implements Dl4jModel {
    @Override
    public void start(INDArray flatWeights) {
      model.init(flatWeights, false);
      model.initGradientsView();
    }

    @Override
    public void compute(INDArray input, INDArray labels) {
      model.setInputs(input);
      model.setLabels(labels);
      model.computeGradientAndScore();
    }

    @Override
    public double score() {
      return model.score();
    }

    @Override
    public INDArray gradients() {
      return model.getGradientsViewArray();
    }

    @Override
    public INDArray output(INDArray input) {
      return model.outputSingle(input);
    }

    @Override
    public org.deeplearning4j.nn.api.Layer[] layers() {
      return model.getLayers();
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
