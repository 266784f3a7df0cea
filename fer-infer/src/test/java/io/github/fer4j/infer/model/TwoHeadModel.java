package io.github.fer4j.infer.model;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real ONNX model of two heads that ends as the networks of this library do: the mean brightness
 * m of a face, 0 to 255, goes to the softmax of (w1·m + b1, ...) in each head.
 *
 * @param labels of the head of the labels
 * @param crowd of the head of the crowd
 */
public record TwoHeadModel(Head labels, Head crowd) {
  /** One factor and one bias for each class. */
  public record Head(float[] weights, float[] biases) {
    /** The logits of a face of this mean brightness. */
    public double[] logits(double brightness) {
      double[] logits = new double[weights.length];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = weights[i] * brightness + biases[i];
      }
      return logits;
    }
  }

  /** Writes the model and its card, of as many classes as the heads have, into a folder. */
  public Path writeTo(Path folder) throws IOException {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put(ModelCard.LABEL_READING, ModelTensors.OUTPUT);
    outputs.put(ModelCard.CROWD_READING, ModelTensors.OUTPUT + "_crowd");
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("two-heads")
            .addInput(TinyModel.tensor(ModelTensors.INPUT, -1, 1, 48, 48))
            .addNode(TinyModel.node("Relu", List.of(ModelTensors.INPUT), "features"))
            .addNode(TinyModel.node("GlobalAveragePool", List.of("features"), "pooled"))
            .addNode(TinyModel.node("Flatten", List.of("pooled"), "mean"));
    add(graph, outputs.get(ModelCard.LABEL_READING), labels);
    add(graph, outputs.get(ModelCard.CROWD_READING), crowd);
    byte[] onnx = TinyModel.file(graph.build());
    ClassSet classes = ClassSet.ofSize(labels.weights().length).orElseThrow();
    return TinyModel.write(folder, onnx, TinyModel.card(onnx, classes, outputs));
  }

  private static void add(GraphProto.Builder graph, String output, Head head) {
    int classes = head.weights().length;
    List<String> inputs = List.of("mean", output + ".weights", output + ".biases");
    graph
        .addInitializer(TinyModel.initializer(inputs.get(1), head.weights(), classes, 1))
        .addInitializer(TinyModel.initializer(inputs.get(2), head.biases(), classes))
        .addNode(
            TinyModel.node("Gemm", inputs, output + ".logits")
                .addAttribute(TinyModel.integer("transB", 1)))
        .addNode(
            TinyModel.node("Softmax", List.of(output + ".logits"), output)
                .addAttribute(TinyModel.integer("axis", 1)))
        .addOutput(TinyModel.tensor(output, -1, classes));
  }
}
