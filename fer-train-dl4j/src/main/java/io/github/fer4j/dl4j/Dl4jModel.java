package io.github.fer4j.dl4j;

import io.github.fer4j.train.network.Layer;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in Deeplearning4j, as far as it is used here.
 *
 * @param order the layers in the order in which their weights lie in the flat vector
 */
record Dl4jModel(ComputationGraph graph, List<Layer> order) implements AutoCloseable {

  /** Gives the model its weights, which it sees whole, and does not copy. */
  void start(INDArray flatWeights) {
    graph.init(flatWeights, false);
    graph.initGradientsView();
  }

  /** Forward and backward; leaves the score, and the summed gradients in their flat vector. */
  void compute(INDArray input, INDArray labels) {
    graph.setInputs(input);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
  }

  double score() {
    return graph.score();
  }

  INDArray gradients() {
    return graph.getGradientsViewArray();
  }

  /** What the last layer gives at inference. */
  INDArray output(INDArray input) {
    return graph.outputSingle(input);
  }

  /** The layers in Deeplearning4j. */
  org.deeplearning4j.nn.api.Layer[] layers() {
    return graph.getLayers();
  }

  @Override
  public void close() {
    graph.close();
  }
}
