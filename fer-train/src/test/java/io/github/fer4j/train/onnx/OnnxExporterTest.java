package io.github.fer4j.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.fer4j.core.FaceImage;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxExporterTest {
  private static final double TOLERANCE = 1e-5;
  private static final BatchNorm NORM = new BatchNorm("norm", 0.9, 1e-3);

  private static final Network NORM_AFTER_CONVOLUTION =
      network(
          "norm-after-convolution",
          new Convolution("a", 4, false, 0),
          NORM,
          new Relu(),
          new MaxPool(),
          new Convolution("b", 6, true, 0),
          new Dropout(0.5),
          new BatchNorm("norm2", 0.9, 1e-5),
          new Relu(),
          new GlobalAveragePool(),
          new Dropout(0.3),
          new Dense("emotions", 5, 0));

  private static final Network NORM_AFTER_RELU =
      network(
          "norm-after-relu",
          new Convolution("a", 4, true, 0.01),
          new Relu(),
          NORM,
          new MaxPool(),
          new MaxPool(),
          new MaxPool(),
          new Flatten(),
          new Dense("hidden", 7, 0),
          new BatchNorm("norm2", 0.9, 1e-5),
          new Relu(),
          new Dense("emotions", 5, 0));

  private static final Network ODD_SIDES =
      network(
          "odd-sides",
          new MaxPool(),
          new MaxPool(),
          new MaxPool(),
          new MaxPool(), // 3x3
          new BatchNorm("first", 0.9, 1e-3),
          new MaxPool(), // 1x1, rounded down
          new Flatten(),
          new Dense("emotions", 5, 0));

  private static final Network RESIDUAL =
      network(
          "residual",
          new Convolution("a", 4, true, 0),
          new MaxPool(),
          new Residual(
              "block1",
              List.of(
                  new Convolution("b", 4, false, 0),
                  NORM,
                  new Relu(),
                  new Dropout(0.2),
                  new Convolution("c", 4, true, 0)),
              Residual.Skip.IDENTITY),
          new Relu(),
          new Residual(
              "block2",
              List.of(
                  new Relu(),
                  new Convolution("d", 6, false, 0),
                  new Residual(
                      "block3", List.of(new Convolution("e", 6, true, 0)), Residual.Skip.IDENTITY)),
              Residual.Skip.PROJECTION),
          new GlobalAveragePool(),
          new Dense("emotions", 5, 0));

  static Stream<Network> networks() {
    return Stream.of(NORM_AFTER_CONVOLUTION, NORM_AFTER_RELU, ODD_SIDES, RESIDUAL);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void onnxRuntimeComputesWhatTheDefinitionsSay(Network network) throws OrtException {
    Map<String, float[]> weights = RandomWeights.of(network, 1);
    float[] pixels = randomPixels(3, 2);

    assertAgreement(network, weights, pixels, 1);
  }

  @Test
  void theTemperatureDividesTheLogits() throws OrtException {
    Map<String, float[]> weights = RandomWeights.of(NORM_AFTER_RELU, 3);

    assertAgreement(NORM_AFTER_RELU, weights, randomPixels(2, 4), 2.5);
  }

  @Test
  void aBatchGivesWhatItsFacesGiveOneByOne() throws OrtException {
    byte[] onnx = export(NORM_AFTER_CONVOLUTION);
    float[] pixels = randomPixels(5, 6);

    try (OnnxModel model = new OnnxModel(onnx)) {
      float[][] together = model.probabilities(pixels);
      for (int face = 0; face < together.length; face++) {
        float[] alone = model.probabilities(face(pixels, face))[0];
        assertThat(together[face]).containsExactly(alone, within(1e-6f));
      }
    }
  }

  @Test
  void theSameWeightsGiveTheSameBytes() {
    assertThat(export(NORM_AFTER_CONVOLUTION)).isEqualTo(export(NORM_AFTER_CONVOLUTION));
  }

  @Test
  void aNormIsFoldedOnlyIntoAConvolutionDirectlyBeforeIt() throws InvalidProtocolBufferException {
    assertThat(operators(export(NORM_AFTER_CONVOLUTION)))
        .containsExactly(
            "Sub",
            "Div",
            "Conv",
            "Relu",
            "MaxPool",
            "Conv",
            "Relu",
            "GlobalAveragePool",
            "Flatten",
            "Gemm",
            "Softmax");
    assertThat(operators(export(NORM_AFTER_RELU)))
        .containsSequence("Conv", "Relu", "BatchNormalization", "MaxPool")
        .containsSequence("Gemm", "BatchNormalization", "Relu", "Gemm", "Softmax");
  }

  @Test
  void theFileSaysWhatItIs() throws InvalidProtocolBufferException {
    byte[] onnx =
        OnnxExporter.export(
            NORM_AFTER_RELU,
            RandomWeights.of(NORM_AFTER_RELU, 1),
            new InputBlur(0.125),
            Map.of("fer2013", 1.25),
            Map.of("licence", "L"));
    ModelProto model = ModelProto.parseFrom(onnx);

    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    assertThat(model.getProducerName()).isEqualTo("fer4j");
    assertThat(model.getDocString()).contains("Angry,Fear,Happy,Neutral,Sad");
    assertThat(model.getGraph().getInput(0).getDocString()).contains("0 (black) to 255 (white)");
    assertThat(
            model.getMetadataPropsList().stream()
                .collect(
                    Collectors.toMap(
                        StringStringEntryProto::getKey, StringStringEntryProto::getValue)))
        .isEqualTo(
            Map.of(
                "labels", "Angry,Fear,Happy,Neutral,Sad",
                "licence", "L",
                "preset", "norm-after-relu",
                "smoothing", "0.125",
                "temperature", "1.25"));
  }

  @Test
  void aMissingWeightIsRefused() {
    Map<String, float[]> weights = RandomWeights.of(NORM_AFTER_RELU, 1);
    weights.remove("norm.mean");

    assertThatThrownBy(
            () -> OnnxExporter.export(NORM_AFTER_RELU, weights, InputBlur.NONE, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("norm.mean");
  }

  @Test
  void aWeightOfAnotherLengthIsRefused() {
    Map<String, float[]> weights = RandomWeights.of(NORM_AFTER_RELU, 1);
    weights.put("hidden.bias", new float[8]);

    assertThatThrownBy(
            () -> OnnxExporter.export(NORM_AFTER_RELU, weights, InputBlur.NONE, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hidden.bias holds 8 values, not [7]");
  }

  @Test
  void aWeightThatIsNotFiniteIsRefused() {
    Map<String, float[]> weights = RandomWeights.of(NORM_AFTER_RELU, 1);
    weights.get("a.bias")[2] = Float.NaN;

    assertThatThrownBy(
            () -> OnnxExporter.export(NORM_AFTER_RELU, weights, InputBlur.NONE, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.bias[2] is NaN");
  }

  @Test
  void aTemperatureThatIsNotPositiveIsRefused() {
    Map<String, float[]> weights = RandomWeights.of(NORM_AFTER_RELU, 1);
    for (double temperature : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () ->
                  OnnxExporter.export(
                      NORM_AFTER_RELU,
                      weights,
                      InputBlur.NONE,
                      Map.of("fer2013", temperature),
                      Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("temperature");
    }
  }

  @Test
  void aModelThatSmoothsSaysOfAPictureWhatOneThatDoesNotSaysOfTheSmoothedPicture()
      throws OrtException {
    InputBlur inputBlur = new InputBlur(0.125);
    Map<String, float[]> weights = RandomWeights.of(NORM_AFTER_RELU, 1);
    float[] pixels = randomPixels(3, 2);
    float[] smoothed = pixels.clone();
    inputBlur.apply(smoothed, FaceImage.SIDE);

    byte[] smooths = OnnxExporter.export(NORM_AFTER_RELU, weights, inputBlur, Map.of(), Map.of());
    byte[] plain =
        OnnxExporter.export(NORM_AFTER_RELU, weights, InputBlur.NONE, Map.of(), Map.of());

    try (OnnxModel first = new OnnxModel(smooths);
        OnnxModel second = new OnnxModel(plain)) {
      float[][] found = first.probabilities(pixels);
      float[][] expected = second.probabilities(smoothed);
      for (int face = 0; face < found.length; face++) {
        for (int k = 0; k < expected[face].length; k++) {
          assertThat((double) found[face][k]).isCloseTo(expected[face][k], within(TOLERANCE));
        }
      }
      assertThat(second.probabilities(pixels)).isNotEqualTo(expected);
    }
  }

  private static void assertAgreement(
      Network network, Map<String, float[]> weights, float[] pixels, double temperature)
      throws OrtException {
    byte[] onnx =
        OnnxExporter.export(
            network, weights, InputBlur.NONE, Map.of("fer2013", temperature), Map.of());
    try (OnnxModel model = new OnnxModel(onnx)) {
      float[][] found = model.probabilities(pixels);
      for (int face = 0; face < found.length; face++) {
        double[] expected =
            ReferenceForward.probabilities(
                network, weights, face(pixels, face), FaceImage.SIDE, temperature);
        assertThat(Arrays.stream(expected).max().orElseThrow())
            .as("a saturated softmax would agree with anything")
            .isLessThan(0.999);
        for (int k = 0; k < expected.length; k++) {
          assertThat((double) found[face][k]).isCloseTo(expected[k], within(TOLERANCE));
        }
      }
    }
  }

  private static Network network(String name, Layer... layers) {
    return new Network(name, 127.5, 63.75, List.of(layers));
  }

  private static byte[] export(Network network) {
    return OnnxExporter.export(
        network, RandomWeights.of(network, 1), InputBlur.NONE, Map.of(), Map.of());
  }

  private static List<String> operators(byte[] onnx) throws InvalidProtocolBufferException {
    return ModelProto.parseFrom(onnx).getGraph().getNodeList().stream()
        .map(NodeProto::getOpType)
        .toList();
  }

  private static float[] randomPixels(int faces, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[faces * FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    return pixels;
  }

  private static float[] face(float[] pixels, int face) {
    return Arrays.copyOfRange(pixels, face * FaceImage.PIXELS, (face + 1) * FaceImage.PIXELS);
  }
}
