package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmotionClassifierTest {
  @TempDir private static Path folder;
  private static OnnxEmotionClassifier classifier;

  @BeforeAll
  static void open() throws IOException {
    classifier = OnnxEmotionClassifier.open(ModelBundle.read(TinyModel.writeTo(folder)), 2);
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void theModelsSoftmaxComesOut() {
    // Happy's logit is 0.02 times the mean brightness, the others are 0.
    double happy = Math.exp(0.02 * 100) / (Math.exp(0.02 * 100) + 4);
    Prediction prediction = classifier.classify(plain(100));
    assertThat(prediction.probability(Emotion.HAPPY).getAsDouble()).isCloseTo(happy, within(1e-6));
    assertThat(prediction.probability(Emotion.SAD).getAsDouble())
        .isCloseTo((1 - happy) / 4, within(1e-6));
  }

  @Test
  void aModelOfSevenClassesAnswersOverSeven(@TempDir Path seven) throws IOException {
    ModelBundle model = ModelBundle.read(TinyModel.writeTo(seven, ClassSet.SEVEN));
    double happy = Math.exp(0.02 * 100) / (Math.exp(0.02 * 100) + 6);
    try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(model, 1)) {
      for (Prediction prediction : classifier.classify(List.of(plain(100), plain(100)))) {
        assertThat(prediction.classes()).isEqualTo(ClassSet.SEVEN);
        assertThat(prediction.probability(Emotion.HAPPY).getAsDouble())
            .isCloseTo(happy, within(1e-6));
        assertThat(prediction.probability(Emotion.SURPRISE).getAsDouble())
            .isCloseTo((1 - happy) / 6, within(1e-6));
        assertThat(prediction.probability(Emotion.CONTEMPT)).isEmpty();
      }
    }
  }

  @Test
  void pixelsAreUnsigned() {
    assertThat(classifier.classify(plain(255)).emotion()).isEqualTo(Emotion.HAPPY);
    assertThat(classifier.classify(plain(255)).probability(Emotion.HAPPY).getAsDouble())
        .isGreaterThan(classifier.classify(plain(127)).probability(Emotion.HAPPY).getAsDouble());
  }

  @Test
  void manyFacesComeOutInOrderAsEachAlone() {
    List<FaceImage> faces = new ArrayList<>();
    for (int i = 0; i < 2 * OnnxEmotionClassifier.LARGEST_BATCH + 3; i++) {
      faces.add(plain(i));
    }
    List<Prediction> together = classifier.classify(faces);
    assertThat(together).hasSameSizeAs(faces);
    for (int i = 0; i < faces.size(); i++) {
      assertThat(together.get(i).probability(Emotion.HAPPY).getAsDouble())
          .isCloseTo(
              classifier.classify(faces.get(i)).probability(Emotion.HAPPY).getAsDouble(),
              within(1e-6));
    }
  }

  @Test
  void noFacesGiveNoPredictions() {
    assertThat(classifier.classify(List.of())).isEmpty();
  }

  @Test
  void manyThreadsGetTheSame() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Prediction>> predictions = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        FaceImage face = plain(i);
        predictions.add(threads.submit(() -> classifier.classify(face)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(predictions.get(i).get()).isEqualTo(classifier.classify(plain(i)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedClassifierSaysSoAndMayBeClosedAgain() throws IOException {
    OnnxEmotionClassifier other = OnnxEmotionClassifier.open(ModelBundle.read(folder), 1);
    other.close();
    other.close();
    assertThatThrownBy(() -> other.classify(plain(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void anOutputWithMoreRowsThanFacesIsRefused() throws IOException {
    Path own = TinyModel.writeWithAnExtraRow(folder.resolve("extra-row"));
    try (OnnxEmotionClassifier extraRow = OnnxEmotionClassifier.open(ModelBundle.read(own), 1)) {
      assertThatThrownBy(() -> extraRow.classify(List.of(plain(1), plain(2))))
          .isInstanceOf(MalformedModelException.class)
          .hasMessageContaining("model.onnx, output probabilities")
          .hasMessageContaining("expected floats of shape [2, 5]")
          .hasMessageContaining("[3, 5]");
    }
  }

  @Test
  void outputsThatAreNoProbabilitiesAreRefused() throws IOException {
    for (float weight : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Path own = TinyModel.write(folder.resolve("nan" + weight), weight, 0, 0, 0, 0);
      try (OnnxEmotionClassifier odd = OnnxEmotionClassifier.open(ModelBundle.read(own), 1)) {
        assertThatThrownBy(() -> odd.classify(plain(1)))
            .isInstanceOf(MalformedModelException.class)
            .hasMessageContaining("Export the network with its softmax");
      }
    }
  }

  @Test
  void aNumberOfThreadsBelowOneIsRefused() throws IOException {
    ModelBundle model = ModelBundle.read(folder);
    assertThatThrownBy(() -> OnnxEmotionClassifier.open(model, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }

  static FaceImage plain(int brightness) {
    byte[] pixels = new byte[FaceImage.PIXELS];
    Arrays.fill(pixels, (byte) brightness);
    return FaceImage.of(pixels);
  }
}
