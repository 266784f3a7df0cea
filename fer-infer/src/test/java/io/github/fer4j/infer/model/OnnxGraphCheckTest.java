package io.github.fer4j.infer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxGraphCheckTest {
  private static final byte[] TINY =
      TinyModel.onnx(ModelTensors.INPUT, TinyModel.HAPPY_WHEN_BRIGHT);

  @Test
  void ordinaryModelsPass() throws IOException {
    assertThatCode(() -> OnnxGraphCheck.require(TINY, "tiny")).doesNotThrowAnyException();
    byte[] shipped = ModelBundle.shipped().onnx();
    assertThatCode(() -> OnnxGraphCheck.require(shipped, "shipped")).doesNotThrowAnyException();
  }

  @Test
  void weightsInAnotherFileAreRefused() {
    assertRefused(
        graph -> graph.getInitializerBuilder(0).addExternalData(outside()),
        "tensor weights: expected weights in this file");
    assertRefused(
        graph ->
            graph
                .getInitializerBuilder(0)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .clearRawData(),
        "found weights in another file");
    TensorProto value =
        TensorProto.newBuilder().setName("value").addExternalData(outside()).build();
    assertRefused(
        graph ->
            graph.addNode(
                node("Constant")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("value")
                            .setType(AttributeProto.AttributeType.TENSOR)
                            .setT(value))),
        "found weights in another file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"If", "Loop", "Scan", "ConstantOfShape", "Expand", "Tile", "Range", "Resize", "x"})
  void operatorsThatClassifiersDoNotUseAreRefused(String operator) {
    assertRefused(graph -> graph.addNode(node(operator)), "found " + operator);
  }

  @Test
  void operatorsOfOtherDomainsAreRefused() {
    assertRefused(
        graph -> graph.addNode(node("Conv").setDomain("com.example")), "found com.example.Conv");
  }

  @Test
  void nestedGraphsAreRefused() {
    AttributeProto nested =
        AttributeProto.newBuilder()
            .setName("body")
            .setType(AttributeProto.AttributeType.GRAPH)
            .setG(GraphProto.newBuilder().setName("inner"))
            .build();
    assertRefused(graph -> graph.addNode(node("Relu").addAttribute(nested)), "a nested graph");
  }

  @Test
  void whatIsWorkedOutOfConstantsWhileLoadingIsRefused() {
    assertRefused(
        graph -> graph.addNode(node("MatMul").clearInput().addInput("weights").addInput("weights")),
        "found MatMul of constants alone");
    assertRefused(
        graph ->
            graph
                .addNode(node("Constant").clearInput().clearOutput().addOutput("c"))
                .addNode(node("Exp").clearInput().addInput("c")),
        "found Exp of constants alone");
  }

  @Test
  void tooManyOperatorsAreRefused() {
    assertRefused(
        graph -> {
          for (int i = 0; i <= OnnxGraphCheck.MAX_NODES; i++) {
            graph.addNode(node("Relu"));
          }
        },
        "at most 5000 operators");
  }

  @Test
  void aSecondGraphAndNoGraphAreRefused() {
    byte[] twice = Arrays.copyOf(TINY, 2 * TINY.length);
    System.arraycopy(TINY, 0, twice, TINY.length, TINY.length);
    assertThatThrownBy(() -> OnnxGraphCheck.require(twice, "twice.onnx"))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("found two graphs");
    assertThatThrownBy(() -> OnnxGraphCheck.require(new byte[0], "empty.onnx"))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("found no graph");
  }

  @Test
  void whateverIsDamagedIsRefusedWithItsNameOrPasses() {
    int refused = 0;
    for (int at = 0; at < TINY.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] damaged = TINY.clone();
        damaged[at] ^= (byte) (1 << bit);
        try {
          OnnxGraphCheck.require(damaged, "damaged.onnx");
        } catch (MalformedModelException e) {
          refused++;
          assertThat(e).hasMessageStartingWith("damaged.onnx");
        }
      }
    }
    assertThat(refused).isPositive();
  }

  private static StringStringEntryProto outside() {
    return StringStringEntryProto.newBuilder()
        .setKey("location")
        .setValue("../outside.bin")
        .build();
  }

  private static NodeProto.Builder node(String operator) {
    return NodeProto.newBuilder().setOpType(operator).addInput("pooled").addOutput("more");
  }

  private static void assertRefused(Consumer<GraphProto.Builder> change, String message) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(TINY).toBuilder();
      change.accept(model.getGraphBuilder());
      byte[] onnx = model.build().toByteArray();
      assertThatThrownBy(() -> OnnxGraphCheck.require(onnx, "model.onnx"))
          .isInstanceOf(MalformedModelException.class)
          .hasMessageStartingWith("model.onnx")
          .hasMessageContaining(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
