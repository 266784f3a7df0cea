package io.github.fer4j.infer.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A real ONNX model of a few hundred bytes: the mean brightness m of a face, 0 to 255, goes to the
 * softmax of (w1·m, ..., w5·m).
 */
public final class TinyModel {
  /** Bright faces are happy, black ones evenly anything. */
  public static final float[] HAPPY_WHEN_BRIGHT = {0, 0, 0.02f, 0, 0};

  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  private TinyModel() {}

  /** Writes the model and its card into a folder. */
  public static Path writeTo(Path folder) throws IOException {
    return write(folder, onnx(ModelTensors.INPUT, HAPPY_WHEN_BRIGHT));
  }

  /** The same with an output for each of these classes. */
  public static Path writeTo(Path folder, ClassSet classes) throws IOException {
    byte[] onnx = onnx(ModelTensors.INPUT, Arrays.copyOf(HAPPY_WHEN_BRIGHT, classes.size()));
    return write(folder, onnx, card(onnx, classes));
  }

  /** Writes a model with these factors of the brightness, and its card. */
  public static Path write(Path folder, float... weights) throws IOException {
    return write(folder, onnx(ModelTensors.INPUT, weights));
  }

  /** Writes a model whose output has a row more than there are faces, the first one. */
  public static Path writeWithAnExtraRow(Path folder) throws IOException {
    ModelProto.Builder model =
        ModelProto.parseFrom(onnx(ModelTensors.INPUT, HAPPY_WHEN_BRIGHT)).toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.addInitializer(initializer(new float[5]).toBuilder().setName("row"));
    NodeProto softmax = graph.getNode(3);
    NodeProto.Builder concat =
        node("Concat", List.of("row", "logits"), "rows").addAttribute(integer("axis", 0));
    graph.removeNode(3).addNode(concat);
    graph.addNode(softmax.toBuilder().clearInput().addInput("rows"));
    return write(folder, model.build().toByteArray());
  }

  static AttributeProto integer(String name, int value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static Path write(Path folder, byte[] onnx) throws IOException {
    return write(folder, onnx, card(onnx));
  }

  static Path write(Path folder, byte[] onnx, ModelCard card) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(ModelBundle.MODEL_FILE), onnx);
    Files.writeString(folder.resolve(ModelBundle.CARD_FILE), ModelCardJson.write(card));
    return folder;
  }

  /** A card that fits these bytes. */
  public static ModelCard card(byte[] onnx) {
    return card(onnx, ClassSet.FIVE);
  }

  private static ModelCard card(byte[] onnx, ClassSet classes) {
    return card(onnx, classes, ModelCard.SINGLE_OUTPUT);
  }

  static ModelCard card(byte[] onnx, ClassSet classes, Map<String, String> outputs) {
    ModelCard.Provenance provenance =
        new ModelCard.Provenance(
            "tiny",
            new TreeMap<>(Map.of("epochs", "1")),
            "0".repeat(64),
            new TreeMap<>(Map.of(Split.TRAINING, 100, Split.PUBLIC_TEST, 10)),
            Split.PUBLIC_TEST,
            1,
            "none",
            new TreeMap<>(Map.of("fer4j", "test")),
            "2026-01-01T00:00:00Z");
    return new ModelCard(
        ModelCard.FORMAT_VERSION,
        "tiny",
        classes.labels(),
        outputs,
        ModelCard.Input.FACE_IMAGE,
        new ModelCard.Architecture(
            5, 0, List.of(Map.of("type", "dense", "name", "out", "units", 5, "l2", 0.0))),
        provenance,
        new TreeMap<>(
            Map.of("public_test.accuracy", 0.2, "five.accuracy", 0.4, "temperature", 0.9)),
        ModelBundle.sha256(onnx));
  }

  /**
   * @param input name of the input tensor
   * @param weights one factor of the mean brightness for each output
   */
  static byte[] onnx(String input, float... weights) {
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("tiny")
            .addInput(tensor(input, -1, 1, 48, 48))
            .addOutput(tensor(ModelTensors.OUTPUT, -1, weights.length))
            .addInitializer(initializer(weights))
            .addNode(node("GlobalAveragePool", List.of(input), "pooled").build())
            .addNode(node("Flatten", List.of("pooled"), "mean").build())
            .addNode(node("MatMul", List.of("mean", "weights"), "logits").build())
            .addNode(
                node("Softmax", List.of("logits"), ModelTensors.OUTPUT)
                    .addAttribute(integer("axis", 1))
                    .build())
            .build();
    return file(graph);
  }

  static byte[] file(GraphProto graph) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static NodeProto.Builder node(String type, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output);
  }

  private static TensorProto initializer(float[] weights) {
    return initializer("weights", weights, 1, weights.length);
  }

  static TensorProto initializer(String name, float[] weights, long... dimensions) {
    ByteBuffer bytes =
        ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(weights);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(FLOAT)
        .addAllDims(Arrays.stream(dimensions).boxed().toList())
        .setRawData(ByteString.copyFrom(bytes.array()))
        .build();
  }

  static ValueInfoProto tensor(String name, int... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int dimension : dimensions) {
      TensorShapeProto.Dimension.Builder d = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(dimension < 0 ? d.setDimParam("N") : d.setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape)))
        .build();
  }
}
