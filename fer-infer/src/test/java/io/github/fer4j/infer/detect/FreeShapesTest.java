package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FreeShapesTest {
  private static final OnnxMl.TensorShapeProto SHAPE =
      OnnxMl.TensorShapeProto.newBuilder()
          .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(640))
          .build();

  private static OnnxMl.ValueInfoProto.Builder value(String name) {
    OnnxMl.TypeProto.Tensor.Builder tensor =
        OnnxMl.TypeProto.Tensor.newBuilder().setElemType(1).setShape(SHAPE);
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor));
  }

  private static OnnxMl.ModelProto model() {
    OnnxMl.TensorProto weights =
        OnnxMl.TensorProto.newBuilder().setName("w").addFloatData(1.5f).addDims(300).build();
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .setGraph(
            OnnxMl.GraphProto.newBuilder()
                .addInitializer(weights)
                .addInput(value("input"))
                .addValueInfo(value("between"))
                .addNode(OnnxMl.NodeProto.newBuilder().setOpType("Relu").addInput("input"))
                .addOutput(value("a"))
                .addOutput(value("b")))
        .build();
  }

  @Test
  void sizesAreGoneAndEverythingElseIsAsItWas() throws InvalidProtocolBufferException {
    OnnxMl.ModelProto.Builder expected = model().toBuilder();
    OnnxMl.GraphProto.Builder graph = expected.getGraphBuilder().clearValueInfo();
    graph
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .clearDimValue();
    graph.getOutputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape();
    graph.getOutputBuilder(1).getTypeBuilder().getTensorTypeBuilder().clearShape();

    byte[] free = FreeShapes.of(model().toByteArray());

    assertThat(OnnxMl.ModelProto.parseFrom(free)).isEqualTo(expected.build());
  }

  @Test
  void whatIsNoProtobufMessageIsRefused() {
    byte[] model = model().toByteArray();
    assertThatThrownBy(() -> FreeShapes.of(Arrays.copyOf(model, model.length - 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FreeShapes.of("no model".getBytes()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
