package io.github.fer4j.infer.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a network whose logits are a weighted sum of the means of its last feature maps:
 * global average pooling, one dense layer, softmax. Then the sum of the feature maps with the same
 * weights is a class activation map (B. Zhou et al., "Learning deep features for discriminative
 * localization", CVPR 2016).
 */
public final class PooledEnding {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_NUMBER = 3;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int VALUE_NAME = 1;
  private static final int LENGTH_DELIMITED = 2;

  private final byte[] onnx;
  private final String features;
  private final float[] weights;
  private final float[] biases;

  private PooledEnding(byte[] onnx, String features, float[] weights, float[] biases) {
    this.onnx = onnx;
    this.features = features;
    this.weights = weights;
    this.biases = biases;
  }

  /**
   * The end of a model.
   *
   * @param output name of one of its outputs
   * @return empty if the model ends in another way
   */
  public static Optional<PooledEnding> of(ModelBundle model, String output) {
    Graph graph = new Graph(model.onnx());
    return graph
        .before("Softmax", output)
        .flatMap(softmax -> graph.before("Gemm", softmax.inputs().get(0)))
        .filter(
            dense -> dense.inputs().size() == 3 && dense.attributes().equals(Map.of("transB", 1L)))
        .flatMap(dense -> of(graph, dense));
  }

  private static Optional<PooledEnding> of(Graph graph, Node dense) {
    float[] weights = graph.floats.get(dense.inputs().get(1));
    float[] biases = graph.floats.get(dense.inputs().get(2));
    return graph
        .before("Flatten", dense.inputs().get(0))
        .flatMap(flatten -> graph.before("GlobalAveragePool", flatten.inputs().get(0)))
        .filter(pool -> weights != null && biases != null && biases.length > 0)
        .map(pool -> new PooledEnding(graph.onnx, pool.inputs().get(0), weights, biases));
  }

  /** Name of the tensor with the last feature maps, [N, features, rows, columns]. */
  public String features() {
    return features;
  }

  /** The weights of a class, one a feature map. */
  public float[] weights(int index) {
    int count = weights.length / biases.length;
    return Arrays.copyOfRange(weights, index * count, (index + 1) * count);
  }

  /** What is added to the weighted sum for a class. */
  public float bias(int index) {
    return biases[index];
  }

  /**
   * The model with the feature maps as one more output, which costs nothing when it is not asked
   * for.
   *
   * @return the bytes of an ONNX file
   */
  public byte[] onnx() {
    // Messages of the same field are merged (Protocol Buffers, "Encoding"): a graph with nothing
    // but an output, written after the model, adds the output to its graph.
    byte[] name = field(VALUE_NAME, features.getBytes(StandardCharsets.UTF_8));
    byte[] addition = field(MODEL_GRAPH, field(GRAPH_OUTPUT, name));
    return ByteBuffer.allocate(onnx.length + addition.length).put(onnx).put(addition).array();
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | LENGTH_DELIMITED);
    for (int rest = content.length; ; rest >>>= 7) {
      if (rest < 0x80) {
        out.write(rest);
        break;
      }
      out.write(rest & 0x7F | 0x80);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private record Node(String operator, List<String> inputs, Map<String, Long> attributes) {}

  /** Nodes by their first output, and the initializers. */
  private static final class Graph {
    private final byte[] onnx;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, float[]> floats = new HashMap<>();

    Graph(byte[] onnx) {
      this.onnx = onnx;
      ProtobufReader model = new ProtobufReader(onnx);
      while (model.next()) {
        if (model.field() == MODEL_GRAPH) {
          read(model.message());
        }
      }
    }

    /** The node that makes a tensor, if it is of this kind. */
    Optional<Node> before(String operator, String tensor) {
      return Optional.ofNullable(nodes.get(tensor))
          .filter(node -> node.operator().equals(operator) && !node.inputs().isEmpty());
    }

    private void read(ProtobufReader graph) {
      while (graph.next()) {
        if (graph.field() == GRAPH_NODE) {
          node(graph.message());
        } else if (graph.field() == GRAPH_INITIALIZER) {
          tensor(graph.message());
        }
      }
    }

    private void node(ProtobufReader node) {
      String operator = "";
      String output = null;
      List<String> inputs = new ArrayList<>();
      Map<String, Long> attributes = new HashMap<>();
      while (node.next()) {
        switch (node.field()) {
          case NODE_INPUT -> inputs.add(node.text());
          case NODE_OUTPUT -> output = output == null ? node.text() : output;
          case NODE_OPERATOR -> operator = node.text();
          case NODE_ATTRIBUTE -> attribute(node.message(), attributes);
          default -> {}
        }
      }
      nodes.put(output, new Node(operator, inputs, attributes));
    }

    private static void attribute(ProtobufReader attribute, Map<String, Long> attributes) {
      String name = "";
      Long number = null;
      while (attribute.next()) {
        if (attribute.field() == ATTRIBUTE_NAME) {
          name = attribute.text();
        } else if (attribute.field() == ATTRIBUTE_NUMBER) {
          number = attribute.number();
        }
      }
      attributes.put(name, number);
    }

    private void tensor(ProtobufReader tensor) {
      String name = "";
      byte[] content = new byte[0];
      while (tensor.next()) {
        switch (tensor.field()) {
          case TENSOR_NAME -> name = tensor.text();
          // Packed or raw, floats are little-endian.
          case TENSOR_FLOATS, TENSOR_RAW -> content = tensor.bytes();
          default -> {}
        }
      }
      float[] values = new float[content.length / Float.BYTES];
      ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      floats.put(name, values);
    }
  }
}
