package io.github.fer4j.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.dl4j.Dl4jEngineProvider;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.InputBlur;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is trained, what is exported and what the definitions say are one function. */
class PresetAgreementTest {
  private static final double TOLERANCE = 1e-5;
  private static final int FACES = 8;
  private static final Optimizer ANY = new Optimizer.Nesterov(0.9, 0);

  static List<String> presets() {
    return Vgg.names();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void onnxRuntimeGivesTheProbabilitiesOfDeeplearning4j(String preset) throws OrtException {
    Network network = Vgg.preset(preset);
    Map<String, float[]> weights = RandomWeights.of(network, 1);
    float[] pixels = faces();

    float[][] exported = exported(network, weights, pixels);
    float[] engine = engine(network, weights, pixels);

    for (int face = 0; face < FACES; face++) {
      for (int k = 0; k < ClassSet.FIVE.size(); k++) {
        assertThat(exported[face][k])
            .isCloseTo(engine[face * ClassSet.FIVE.size() + k], within((float) TOLERANCE));
      }
    }
    assertLastFaceFollowsTheDefinitions(network, weights, pixels, exported[FACES - 1]);
  }

  private static void assertLastFaceFollowsTheDefinitions(
      Network network, Map<String, float[]> weights, float[] pixels, float[] found) {
    float[] last = Arrays.copyOfRange(pixels, pixels.length - FaceImage.PIXELS, pixels.length);
    double[] expected = ReferenceForward.probabilities(network, weights, last, FaceImage.SIDE, 1);
    assertThat(Arrays.stream(expected).max().orElseThrow())
        .as("a saturated softmax would agree with anything")
        .isLessThan(0.999);
    for (int k = 0; k < expected.length; k++) {
      assertThat((double) found[k]).isCloseTo(expected[k], within(TOLERANCE));
    }
  }

  private static float[][] exported(Network network, Map<String, float[]> weights, float[] pixels)
      throws OrtException {
    try (OnnxModel model =
        new OnnxModel(OnnxExporter.export(network, weights, InputBlur.NONE, Map.of(), Map.of()))) {
      return model.probabilities(pixels);
    }
  }

  private static float[] engine(Network network, Map<String, float[]> weights, float[] pixels) {
    try (TrainingEngine engine =
        new Dl4jEngineProvider().create(network, ANY, 1, "cpu", Precision.AUTO)) {
      engine.setWeights(weights);
      return engine.forward(pixels, FACES, FaceImage.SIDE);
    }
  }

  /** Half of them noise, half drawn faces. */
  private static float[] faces() {
    Random random = new Random(5);
    float[] pixels = new float[FACES * FaceImage.PIXELS];
    for (int i = 0; i < FACES / 2 * FaceImage.PIXELS; i++) {
      pixels[i] = random.nextInt(256);
    }
    for (int face = FACES / 2; face < FACES; face++) {
      SyntheticFaces.draw(FerLabel.ofCode(face % FerLabel.COUNT), face)
          .copyTo(pixels, face * FaceImage.PIXELS);
    }
    return pixels;
  }
}
