package io.github.fer4j.train.onnx;

import static io.github.fer4j.train.onnx.OnnxGraph.attribute;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.model.ModelTensors;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Layer.Residual;
import io.github.fer4j.train.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network and its weights as an ONNX model: {@code pixels}, float [N, 1, 48, 48], 0 to 255, to
 * {@code probabilities}, float [N, 5], softmax, in the order of {@link Emotion}; further heads of
 * the network have outputs of the same kind, {@code probabilities_crowd} for instance. N may be any
 * number.
 *
 * <p>The input blur and the scaling of the pixels are part of the graph. A batch norm directly
 * after a convolution is folded into it; elsewhere it stays a node of its own. Dropout does nothing
 * at inference and is left out. The same network and weights always give the same bytes.
 */
final class OnnxExporter {
  private static final long POOL_SIDE = 2;
  private static final int PADDED_EDGES = 4;
  private static final long CLASS_AXIS = 1;

  /** Metadata and metric that divides the logits. */
  private static final String TEMPERATURE = "temperature";

  private final Network network;
  private final NetworkWeights weights;
  private final InputBlur inputBlur;
  private final Map<String, Double> temperatures;
  private final OnnxGraph graph = new OnnxGraph();

  private OnnxExporter(
      Network network,
      NetworkWeights weights,
      InputBlur inputBlur,
      Map<String, Double> temperatures) {
    this.network = network;
    this.weights = weights;
    this.inputBlur = inputBlur;
    this.temperatures = temperatures;
  }

  /**
   * The bytes of a model file.
   *
   * @param network what to export
   * @param weights all of its weights, by the names and in the layouts that {@link Layer} gives
   * @param inputBlur of the pixels before anything else
   * @param temperatures divide the logits before the softmax (C. Guo et al., On Calibration of
   *     Modern Neural Networks, arXiv 1706.04599, section 4.2), by the names of the heads; a head
   *     that has none is left alone
   * @param metadata further metadata of the model file by name; {@code labels}, {@code preset},
   *     {@code smoothing} and {@code temperature} are added to it
   * @throws IllegalArgumentException if a weight is missing, unknown, of another length or not
   *     finite, or a temperature is not positive and finite or that of no head
   */
  static byte[] export(
      Network network,
      Map<String, float[]> weights,
      InputBlur inputBlur,
      Map<String, Double> temperatures,
      Map<String, String> metadata) {
    temperatures.forEach(
        (head, temperature) -> {
          if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "temperature must be positive and finite, not " + temperature);
          }
          if (network.head(head).isEmpty()) {
            throw new IllegalArgumentException("The network has no head '" + head + "'");
          }
        });
    return new OnnxExporter(network, NetworkWeights.of(network, weights), inputBlur, temperatures)
        .toBytes(metadata);
  }

  private byte[] toBytes(Map<String, String> metadata) {
    String labels = String.join(",", network.heads().get(0).classSet().labels());
    graph.input(
        ModelTensors.INPUT,
        "Gray faces, row by row from the top left, 0 (black) to 255 (white).",
        1,
        FaceImage.SIDE,
        FaceImage.SIDE);
    String features = body(scaled(blurred(ModelTensors.INPUT)));
    for (Head head : network.heads()) {
      String name = outputName(network, head);
      graph.output(name, "Softmax probabilities in the order " + labels + ".", head.classes());
      String logits = dense(part(head), features);
      graph.lastNode("Softmax", List.of(logits), name, attribute("axis", CLASS_AXIS));
    }

    SortedMap<String, String> all = new TreeMap<>(metadata);
    all.put("labels", labels);
    all.put("preset", network.name());
    if (!inputBlur.isNone()) {
      all.put("smoothing", Double.toString(inputBlur.weight()));
    }
    temperatures(network, temperatures)
        .forEach((key, temperature) -> all.put(key, Double.toString(temperature)));
    return graph.toModel(
        network.name(), "Facial expression of a 48x48 gray face: " + labels + ".", all);
  }

  /** Name of a head's output: {@link ModelTensors#OUTPUT} for the first. */
  static String outputName(Network network, Head head) {
    return network.offset(head) == 0
        ? ModelTensors.OUTPUT
        : ModelTensors.OUTPUT + "_" + head.name();
  }

  /** Temperatures of all heads as metadata and metrics name them; 1 for none. */
  static SortedMap<String, Double> temperatures(Network network, Map<String, Double> byHead) {
    SortedMap<String, Double> named = new TreeMap<>();
    for (Head head : network.heads()) {
      String key = network.offset(head) == 0 ? TEMPERATURE : TEMPERATURE + "." + head.name();
      named.put(key, byHead.getOrDefault(head.name(), 1.0));
    }
    return named;
  }

  private String blurred(String pixels) {
    if (inputBlur.isNone()) {
      return pixels;
    }
    // One pixel above, to the left, below and to the right; batch and channels stay.
    String pads = graph.tensor("smoothing.pads", new long[] {0, 0, 1, 1, 0, 0, 1, 1});
    String padded = graph.node("Pad", List.of(pixels, pads), attribute("mode", "edge"));
    int side = InputBlur.SIDE;
    String kernel = graph.tensor("smoothing.kernel", inputBlur.kernel(), 1, 1, side, side);
    return graph.node("Conv", List.of(padded, kernel));
  }

  private String scaled(String pixels) {
    String mean = graph.constant(ModelExport.SCALING_MEAN, (float) network.mean());
    String deviation = graph.constant(ModelExport.SCALING_DEVIATION, (float) network.deviation());
    String centred = graph.node("Sub", List.of(pixels, mean));
    return graph.node("Div", List.of(centred, deviation));
  }

  private String body(String input) {
    return body(network.layers().subList(0, network.layers().size() - 1), input);
  }

  private String body(List<Layer> all, String input) {
    List<Layer> layers = all.stream().filter(layer -> !(layer instanceof Dropout)).toList();
    String x = input;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      @Nullable Layer next = i + 1 < layers.size() ? layers.get(i + 1) : null;
      if (layer instanceof Convolution convolution) {
        x = convolution(convolution, next instanceof BatchNorm norm ? norm : null, x);
      } else if (!isFolded(layers, i)) {
        x = layer(layer, x);
      }
    }
    return x;
  }

  private static boolean isFolded(List<Layer> layers, int at) {
    return layers.get(at) instanceof BatchNorm
        && at > 0
        && layers.get(at - 1) instanceof Convolution;
  }

  private String residual(Residual block, String x) {
    String skipped = x;
    if (block.skip() == Residual.Skip.PROJECTION) {
      String name = block.name() + ".weight";
      skipped =
          graph.node(
              "Conv", List.of(x, graph.tensor(name, weights.values(name), weights.shape(name))));
    }
    return graph.node("Add", List.of(body(block.layers(), x), skipped));
  }

  private String layer(Layer layer, String x) {
    if (layer instanceof Residual block) {
      return residual(block, x);
    }
    if (layer instanceof BatchNorm norm) {
      return batchNorm(norm, x);
    }
    if (layer instanceof Relu) {
      return graph.node("Relu", List.of(x));
    }
    if (layer instanceof MaxPool) {
      List<Long> window = List.of(POOL_SIDE, POOL_SIDE);
      return graph.node(
          "MaxPool", List.of(x), attribute("kernel_shape", window), attribute("strides", window));
    }
    if (layer instanceof GlobalAveragePool) {
      return graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))));
    }
    if (layer instanceof Flatten) {
      return graph.node("Flatten", List.of(x));
    }
    if (layer instanceof Dense dense) {
      return dense(part(dense, dense.name(), 0, dense.units(), 1), x);
    }
    throw new IllegalArgumentException("No ONNX form is known for " + layer);
  }

  private String convolution(Convolution convolution, @Nullable BatchNorm norm, String x) {
    FoldedConvolution folded = FoldedConvolution.of(convolution, norm, weights);
    int[] shape = weights.shape(convolution.name() + ".weight");
    String kernel = graph.tensor(convolution.name() + ".weight", folded.kernel(), shape);
    String bias = graph.tensor(convolution.name() + ".bias", folded.bias(), shape[0]);
    long side = Convolution.KERNEL;
    return graph.node(
        "Conv",
        List.of(x, kernel, bias),
        attribute("kernel_shape", List.of(side, side)),
        attribute("pads", Collections.nCopies(PADDED_EDGES, side / 2)));
  }

  private String batchNorm(BatchNorm norm, String x) {
    List<String> inputs = new ArrayList<>(List.of(x));
    for (String part : List.of("gamma", "beta", "mean", "variance")) {
      String name = norm.name() + "." + part;
      inputs.add(graph.tensor(name, weights.values(name), weights.shape(name)));
    }
    return graph.node("BatchNormalization", inputs, attribute("epsilon", (float) norm.epsilon()));
  }

  /**
   * Some units of a dense layer.
   *
   * @param name of its tensors
   * @param weight [units, features]
   * @param bias [units]
   */
  private record Units(String name, float[] weight, float[] bias) {}

  /** The units of the last layer that are a head's, with its temperature in them. */
  private Units part(Head head) {
    Dense last = (Dense) network.layers().get(network.layers().size() - 1);
    String name = network.heads().size() == 1 ? last.name() : last.name() + "." + head.name();
    double temperature = temperatures.getOrDefault(head.name(), 1.0);
    return part(last, name, network.offset(head), head.classes(), temperature);
  }

  private Units part(Dense dense, String name, int from, int units, double divisor) {
    float[] weight = weights.values(dense.name() + ".weight");
    int features = weight.length / dense.units();
    int to = from + units;
    float[] rows = Arrays.copyOfRange(weight, from * features, to * features);
    float[] bias = Arrays.copyOfRange(weights.values(dense.name() + ".bias"), from, to);
    return new Units(name, divided(rows, divisor), divided(bias, divisor));
  }

  private String dense(Units units, String x) {
    int count = units.bias().length;
    String matrix =
        graph.tensor(
            units.name() + ".weight", units.weight(), count, units.weight().length / count);
    String bias = graph.tensor(units.name() + ".bias", units.bias(), count);
    return graph.node("Gemm", List.of(x, matrix, bias), attribute("transB", 1));
  }

  private static float[] divided(float[] values, double divisor) {
    float[] quotients = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      quotients[i] = (float) (values[i] / divisor);
    }
    return quotients;
  }
}
