package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.FerDataset;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.network.Vgg;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run and a bundle of revision f2c8f96 (four epochs of {@code quick} on drawn faces): they load,
 * export, predict and resume as they did then. These files are never to be written again.
 */
class OldRunTest {
  /** The weights of another processor differ by rounding. */
  private static final float ROUNDING = 1e-3f;

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    try (var files = Files.list(old())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static Path old() {
    try {
      return Path.of(OldRunTest.class.getResource("old-run").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private FerDataset faces() throws IOException {
    return FerDataset.load(folder.resolve("faces.csv.gz"));
  }

  @Test
  void itsBundlePredictsWhatItPredictedThen() throws IOException {
    assertPredictsAsThen(ModelBundle.read(folder));
  }

  @Test
  void itsCheckpointExportsTheSameModel() throws IOException {
    Map<String, Double> temperatures = CheckpointModel.temperaturesOf(folder);
    Path copy = folder.resolve("copy");
    ModelBundle bundle = CheckpointModel.of(folder, temperatures).bundle();
    bundle.writeTo(copy);

    assertThat(Files.mismatch(copy.resolve("model.onnx"), folder.resolve("model.onnx")))
        .isEqualTo(-1);
    assertThat(bundle.card().architecture()).isEqualTo(Vgg.quick().forCard());
    assertPredictsAsThen(ModelBundle.read(copy));
  }

  @Test
  void itResumesFromItsFirstEpochAndEndsAsItDid() throws Exception {
    Checkpoint end = Checkpoint.read(folder.resolve("last.safetensors"));
    Files.copy(
        folder.resolve("best.safetensors"),
        folder.resolve("last.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(Checkpoint.read(folder.resolve("last.safetensors")).progress().epochs())
        .isEqualTo(1);

    try (TrainingRun run = TrainingRun.resume(folder, Map.of())) {
      run.train(faces());
    }

    Checkpoint again = Checkpoint.read(folder.resolve("last.safetensors"));
    assertThat(again.progress().steps()).isEqualTo(end.progress().steps());
    end.weights()
        .forEach(
            (name, values) ->
                assertThat(again.weights().get(name))
                    .as(name)
                    .containsExactly(values, within(ROUNDING)));
  }

  private void assertPredictsAsThen(ModelBundle model) throws IOException {
    List<Example> examples = faces().examples(Split.TRAINING);
    List<String> expected = Files.readAllLines(folder.resolve("predictions.csv"));
    assertThat(expected).hasSize(examples.size() + 1);
    try (EmotionClassifier classifier = OnnxEmotionClassifier.open(model, 1)) {
      for (int i = 0; i < examples.size(); i++) {
        String[] fields = expected.get(i + 1).split(",");
        assertThat(Integer.parseInt(fields[0])).isEqualTo(examples.get(i).row());
        Prediction prediction = classifier.classify(examples.get(i).image());
        for (int k = 0; k < 5; k++) {
          assertThat(prediction.toArray()[k])
              .isCloseTo(Double.parseDouble(fields[2 + k]), within(1e-5));
        }
      }
    }
  }
}
