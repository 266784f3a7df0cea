package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/library.md: a detector and a classifier of one's own. */
class OwnPartsTest {
  private static final Path DOCUMENT = Path.of("../docs/library.md");
  private static final Path THIS = Path.of("src/test/java/io/github/fer4j/infer/OwnPartsTest.java");

  @TempDir private Path folder;

  @Test
  void aDetectorOfOnesOwn() throws IOException {
    Path model = TinyModel.writeTo(folder);
    // example: detector
    FaceDetector wholePicture =
        picture -> {
          BoundingBox all = new BoundingBox(0, 0, picture.width(), picture.height());
          return List.of(new Detection(all, 1.0));
        };
    EmotionPredictor.Builder parts = EmotionPredictor.builder().detector(wholePicture);
    // end
    try (EmotionPredictor predictor = parts.model(model).build()) {
      List<FacePrediction> faces = predictor.predict(Portrait.background(200, 100));
      assertThat(faces)
          .singleElement()
          .extracting(FacePrediction::box)
          .isEqualTo(new BoundingBox(0, 0, 200, 100));
    }
  }

  @Test
  void aClassifierOfOnesOwn() throws IOException {
    // example: classifier
    EmotionClassifier optimist =
        faces -> Collections.nCopies(faces.size(), new Prediction(0.01, 0.01, 0.96, 0.01, 0.01));
    EmotionPredictor.Builder parts = EmotionPredictor.builder().classifier(optimist);
    // end
    FaceDetector one = picture -> List.of(Detection.of(new BoundingBox(10, 10, 60, 60)));
    try (EmotionPredictor predictor = parts.detector(one).build()) {
      assertThat(predictor.predict(Portrait.background(200, 100)).get(0).prediction().emotion())
          .isEqualTo(Emotion.HAPPY);
    }
  }

  @Test
  void theDocumentShowsTheseExamples() throws IOException {
    String document = Files.readString(DOCUMENT);
    Pattern example = Pattern.compile("(?s)// example: \\w+\n(.*?)    // end");
    List<String> code =
        example.matcher(Files.readString(THIS)).results().map(m -> m.group(1)).toList();
    assertThat(code).hasSize(2);
    for (String each : code) {
      assertThat(document)
          .contains(each.lines().map(line -> line.substring(4)).collect(Collectors.joining("\n")));
    }
  }
}
