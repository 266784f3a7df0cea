package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.TrainingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new run from the file of a model, whose norms were folded into its convolutions. */
class InitialWeightsTest {
  private static final List<Example> FACES =
      new SyntheticFaces(8, 3)
          .examples()
          .filter(e -> e.emotion(ClassSet.FIVE).isPresent())
          .toList();

  @TempDir static Path folder;

  private static Path model;
  private static Map<String, float[]> trained;

  private static TrainingConfig config(String... settings) throws IOException {
    Map<String, String> all =
        new HashMap<>(
            Map.of("preset", "quick", "epochs", "3", "image-sizes", "48", "input-blur", "0"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return TrainingConfig.resolve(Optional.empty(), all, notice -> {});
  }

  @BeforeAll
  static void trainAModelAndKeepItsFilesAlone() throws Exception {
    Path run = folder.resolve("run");
    try (TrainingRun training = TrainingRun.create(run, config("seed", "4"))) {
      training.train(new TrainingData(FACES, FACES, "0".repeat(64)), new TrainingListener() {});
    }
    trained = Checkpoint.read(run.resolve(RunFolder.BEST)).bestWeights();
    model = Files.createDirectory(folder.resolve("model"));
    for (String file : List.of("model.onnx", "model-card.json")) {
      Files.copy(run.resolve(file), model.resolve(file));
    }
  }

  private static Map<String, float[]> initial(TrainingConfig config) throws IOException {
    return InitialWeights.of(config).orElseThrow().of(config.buildNetwork(), FACES);
  }

  private static float[] answers(Map<String, float[]> weights) throws IOException {
    float[] pixels = new float[FACES.size() * FaceImage.PIXELS];
    for (int i = 0; i < FACES.size(); i++) {
      FACES.get(i).image().copyTo(pixels, i * FaceImage.PIXELS);
    }
    try (TrainingEngine engine = config().createEngine(config().buildNetwork())) {
      engine.setWeights(weights);
      return engine.forward(pixels, FACES.size(), FaceImage.SIDE);
    }
  }

  @Test
  void aNetworkAnswersAsTheModelItStartsFromDidBeforeItsCalibration() throws IOException {
    Map<String, float[]> initial = initial(config("initial-weights", model.toString()));
    assertThat(initial.keySet()).isEqualTo(trained.keySet());
    assertThat(answers(initial)).containsExactly(answers(trained), within(1e-4f));
  }

  @Test
  void itsNormsKnowTheMeanAndVarianceOfTheFaces() throws IOException {
    Map<String, float[]> initial = initial(config("initial-weights", model.toString()));
    float[] kernel = initial.get("block1.conv1.weight");
    double sum = 0;
    double squares = 0;
    for (Example face : FACES) {
      for (int place = 0; place < FaceImage.PIXELS; place++) {
        double output = convolved(face.image(), kernel, place);
        sum += output;
        squares += output * output;
      }
    }
    double count = (double) FACES.size() * FaceImage.PIXELS;
    double mean = sum / count;
    double variance = squares / count - mean * mean;
    assertThat((double) initial.get("block1.norm1.mean")[0]).isCloseTo(mean, within(1e-3));
    assertThat((double) initial.get("block1.norm1.variance")[0])
        .isCloseTo(variance, within(1e-3 * variance));
    assertThat((double) initial.get("block1.norm1.gamma")[0])
        .isCloseTo(Math.sqrt(variance + 1e-5), within(1e-3 * Math.sqrt(variance)));
  }

  /** The first channel of the first convolution; zeros stand around the picture. */
  private static double convolved(FaceImage face, float[] kernel, int place) {
    double sum = 0;
    for (int k = 0; k < 9; k++) {
      int y = place / FaceImage.SIDE + k / 3 - 1;
      int x = place % FaceImage.SIDE + k % 3 - 1;
      if (y >= 0 && y < FaceImage.SIDE && x >= 0 && x < FaceImage.SIDE) {
        sum += kernel[k] * (face.pixel(x, y) - 129) / 65;
      }
    }
    return sum;
  }

  @Test
  void aRunFromAModelOfFewerClassesAndHeadsTrains() throws Exception {
    TrainingConfig seven =
        config("classes", "seven", "epochs", "1", "initial-weights", model.toString());
    Map<String, float[]> initial = initial(seven);
    assertThat(initial.get("emotions.bias")).hasSize(7).endsWith(0, 0);
    try (TrainingRun run = TrainingRun.create(folder.resolve("seven"), seven)) {
      assertThat(
              run.train(new TrainingData(FACES, FACES, "0".repeat(64)), new TrainingListener() {})
                  .finished())
          .isTrue();
    }
  }

  @Test
  void theModelThatComesWithTheLibraryServesByItsName() throws IOException {
    TrainingConfig wide =
        config("network", "wide", "heads", "fer2013,crowd", "initial-weights", "shipped");
    assertThat(initial(wide).get("emotions.bias")).hasSize(10);
  }

  @Test
  void aModelOfAnotherNetworkIsRefusedBeforeAFolderIsMade() {
    assertThatThrownBy(
            () ->
                TrainingRun.create(
                    folder.resolve("none"),
                    config("network", "slim", "initial-weights", model.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not those of network slim")
        .hasMessageContaining("block1.conv1");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
