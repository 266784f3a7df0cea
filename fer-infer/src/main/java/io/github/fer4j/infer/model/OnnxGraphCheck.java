package io.github.fer4j.infer.model;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at an ONNX file (onnx.proto3, IR version 8) before it is given to ONNX Runtime: a model is
 * a plain feed-forward graph of operators that image classifiers use, and all its weights are in
 * the file itself. Loops, conditions, functions, operators that make large tensors of small numbers
 * and weights in other files are refused.
 */
public final class OnnxGraphCheck {
  /** Most operators in a graph; the largest preset has about 50. */
  static final int MAX_NODES = 5_000;

  private static final Set<String> OPERATORS =
      new TreeSet<>(
          Set.of(
              "Add",
              "AveragePool",
              "BatchNormalization",
              "Cast",
              "Clip",
              "Concat",
              "Constant",
              "Conv",
              "Div",
              "Dropout",
              "Elu",
              "Exp",
              "Flatten",
              "Gemm",
              "GlobalAveragePool",
              "GlobalMaxPool",
              "HardSigmoid",
              "HardSwish",
              "Identity",
              "LeakyRelu",
              "LogSoftmax",
              "MatMul",
              "MaxPool",
              "Mul",
              "PRelu",
              "Pad",
              "Pow",
              "ReduceMean",
              "ReduceSum",
              "Relu",
              "Reshape",
              "Selu",
              "Sigmoid",
              "Softmax",
              "Sqrt",
              "Squeeze",
              "Sub",
              "Tanh",
              "Transpose",
              "Unsqueeze"));

  private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_TRAINING = 20;
  private static final int MODEL_FUNCTIONS = 25;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_SPARSE_INITIALIZER = 15;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int NODE_DOMAIN = 7;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int TENSOR_DATA_LOCATION = 14;

  private static final String ADVICE = "Export the network with this version of fer4j.";

  private final String resource;
  private final Set<String> operators;
  private final Set<String> constants = new HashSet<>();
  private int nodes;

  private OnnxGraphCheck(String resource, Set<String> more) {
    this.resource = resource;
    this.operators = new TreeSet<>(OPERATORS);
    this.operators.addAll(more);
  }

  /**
   * @throws MalformedModelException if the file is no ONNX, or has something in it that is refused
   */
  static void require(byte[] onnx, String resource) {
    require(onnx, resource, Set.of());
  }

  /**
   * @param more operators that this kind of model uses besides those of classifiers
   * @throws MalformedModelException if the file is no ONNX, or has something in it that is refused
   */
  public static void require(byte[] onnx, String resource, Set<String> more) {
    try {
      new OnnxGraphCheck(resource, more).model(new ProtobufReader(onnx));
    } catch (IllegalArgumentException e) {
      throw new MalformedModelException(
          resource, "", "an ONNX model that this runtime loads", e.getMessage(), ADVICE);
    }
  }

  private void model(ProtobufReader model) {
    boolean hasGraph = false;
    while (model.next()) {
      switch (model.field()) {
        case MODEL_GRAPH -> {
          if (hasGraph) {
            throw new IllegalArgumentException("two graphs");
          }
          hasGraph = true;
          initializers(model.message());
          nodes(model.message());
        }
        case MODEL_TRAINING, MODEL_FUNCTIONS ->
            throw refused("", "a graph alone", "functions or training information");
        default -> {}
      }
    }
    if (!hasGraph) {
      throw new IllegalArgumentException("no graph");
    }
  }

  private void initializers(ProtobufReader graph) {
    while (graph.next()) {
      if (graph.field() == GRAPH_SPARSE_INITIALIZER) {
        throw refused("", "dense weights", "sparse ones");
      }
      if (graph.field() == GRAPH_INITIALIZER) {
        constants.add(tensor(graph.message()));
      }
    }
  }

  private String tensor(ProtobufReader tensor) {
    String name = "";
    boolean external = false;
    while (tensor.next()) {
      switch (tensor.field()) {
        case TENSOR_NAME -> name = tensor.text();
        case TENSOR_EXTERNAL_DATA -> external = true;
        case TENSOR_DATA_LOCATION -> external |= tensor.number() != 0;
        default -> {}
      }
    }
    if (external) {
      throw refused("tensor " + name, "weights in this file", "weights in another file");
    }
    return name;
  }

  private void nodes(ProtobufReader graph) {
    while (graph.next()) {
      if (graph.field() == GRAPH_NODE) {
        if (++nodes > MAX_NODES) {
          throw refused("", "at most " + MAX_NODES + " operators", "more");
        }
        node(graph.message());
      }
    }
  }

  private void node(ProtobufReader node) {
    String operator = "";
    String domain = "";
    Set<String> inputs = new HashSet<>();
    Set<String> outputs = new HashSet<>();
    while (node.next()) {
      switch (node.field()) {
        case NODE_INPUT -> inputs.add(node.text());
        case NODE_OUTPUT -> outputs.add(node.text());
        case NODE_OPERATOR -> operator = node.text();
        case NODE_DOMAIN -> domain = node.text();
        case NODE_ATTRIBUTE -> attribute(node.message());
        default -> {}
      }
    }
    if (!operators.contains(operator) || !DOMAINS.contains(domain)) {
      String found = domain.isEmpty() ? operator : domain + "." + operator;
      throw refused("operator " + nodes, "one of " + String.join(", ", operators), found);
    }
    inputs.remove(""); // An optional input that is not given.
    // ONNX Runtime works these out while it loads, whatever their size becomes.
    if (constants.containsAll(inputs)) {
      if (!inputs.isEmpty()) {
        throw refused(
            "operator " + nodes, "one that works on pixels", operator + " of constants alone");
      }
      constants.addAll(outputs);
    }
  }

  private void attribute(ProtobufReader attribute) {
    while (attribute.next()) {
      switch (attribute.field()) {
        case ATTRIBUTE_TENSOR -> tensor(attribute.message());
        case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS ->
            throw refused("operator " + nodes, "one without a graph of its own", "a nested graph");
        default -> {}
      }
    }
  }

  private MalformedModelException refused(String place, String expected, String found) {
    return new MalformedModelException(resource, place, expected, found, ADVICE);
  }
}
