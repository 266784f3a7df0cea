package io.github.fer4j.train.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SortedMap;

/** An ONNX graph in the making: a chain of nodes over float tensors with a batch of any size. */
final class OnnxGraph {
  /** Of 2021: every operator used here is in it, and runtimes of the last years accept it. */
  private static final long OPSET = 17;

  /** The file format that came with opset 17. */
  private static final long IR_VERSION = 8;

  private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;
  private static final int LONG = TensorProto.DataType.INT64_VALUE;
  private static final String BATCH = "N";

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  /** Adds an input of shape [N, dimensions]. */
  void input(String name, String doc, int... dimensions) {
    graph.addInput(value(name, doc, dimensions));
  }

  /** Adds an output of shape [N, dimensions]. */
  void output(String name, String doc, int... dimensions) {
    graph.addOutput(value(name, doc, dimensions));
  }

  /** Adds a constant tensor and returns its name. */
  String tensor(String name, float[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(FLOAT)
            .setRawData(ByteString.copyFrom(bytes.array()));
    for (int dimension : shape) {
      tensor.addDims(dimension);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** Adds a constant vector of whole numbers and returns its name. */
  String tensor(String name, long[] values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(LONG).addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** Adds a constant number and returns its name. */
  String constant(String name, float value) {
    return tensor(name, new float[] {value});
  }

  /** Adds a node and returns the name of its output. */
  String node(String type, List<String> inputs, AttributeProto... attributes) {
    String output = type + "_" + graph.getNodeCount();
    lastNode(type, inputs, output, attributes);
    return output;
  }

  /** Adds a node whose output has a name of its own. */
  void lastNode(String type, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(type + "_" + graph.getNodeCount())
            .setOpType(type)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  /** The finished model file. */
  byte[] toModel(String name, String doc, SortedMap<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("fer4j")
            .setDomain("io.github.fer4j")
            .setModelVersion(1)
            .setDocString(doc)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(graph.setName(name).setDocString(doc));
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static ValueInfoProto value(String name, String doc, int... dimensions) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(doc)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
