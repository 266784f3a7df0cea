package io.github.fer4j.dl4j;

import io.github.fer4j.train.network.Layer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.NoOp;

/** Puts layers of Deeplearning4j together, in a row and in blocks with a way around. */
final class ModelBuilder {
  private static final String INPUT = "input";

  private final InputType input;
  private final GraphBuilder vertices =
      new NeuralNetConfiguration.Builder().updater(new NoOp()).graphBuilder();

  /** The layer whose weights a vertex has. */
  private final Map<String, Layer> weights = new HashMap<>();

  private @Nullable InputPreProcessor before;
  private InputType type;
  private String last = INPUT;
  private int layers;
  private int sums;

  /**
   * @param input type of the pictures
   */
  ModelBuilder(InputType input) {
    this.input = input;
    this.type = input;
    vertices.addInputs(INPUT);
  }

  /** Number of the layers so far. */
  int size() {
    return layers;
  }

  /** Type of what the last layer gives. */
  InputType type() {
    return type;
  }

  /** Adds a layer after the last one. */
  void add(Layer source, org.deeplearning4j.nn.conf.layers.Layer layer) {
    String name = "layer" + layers;
    weights.put(name, source);
    vertices.addLayer(name, layer, before, last);
    last = name;
    type = layer.getOutputType(layers, type);
    before = null;
    layers++;
  }

  /** Puts a step before the next layer. */
  void prepare(InputPreProcessor step) {
    before = step;
    type = step.getOutputType(type);
  }

  /** Adds what these layers make of the present output, and that output or its projection. */
  void residual(Layer.Residual block, Runnable addLayers, LayerFactory projection) {
    String start = last;
    InputType startType = type;
    addLayers.run();
    String end = last;
    if (block.skip() == Layer.Residual.Skip.PROJECTION) {
      InputType endType = type;
      last = start;
      type = startType;
      int channels = Math.toIntExact(((InputType.InputTypeConvolutional) endType).getChannels());
      add(block, projection.of(channels));
      start = last;
    }
    last = "sum" + sums++;
    vertices.addVertex(last, new ElementWiseVertex(ElementWiseVertex.Op.Add), end, start);
  }

  /** Makes a 1x1 convolution to so many channels. */
  @FunctionalInterface
  interface LayerFactory {
    org.deeplearning4j.nn.conf.layers.Layer of(int channels);
  }

  /**
   * The model.
   *
   * @param validate whether Deeplearning4j looks if loss and activation suit each other
   */
  Dl4jModel build(boolean validate) {
    ComputationGraphConfiguration configuration =
        vertices.setOutputs(last).setInputTypes(input).validateOutputLayerConfig(validate).build();
    ComputationGraph model = new ComputationGraph(configuration);
    model.topologicalSortOrder();
    List<Layer> order =
        configuration.getTopologicalOrderStr().stream()
            .filter(weights::containsKey)
            .map(weights::get)
            .toList();
    return new Dl4jModel(model, order);
  }
}
