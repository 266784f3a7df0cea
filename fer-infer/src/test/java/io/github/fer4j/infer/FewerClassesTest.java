package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.model.TwoHeadModel;
import io.github.fer4j.infer.model.TwoHeadModel.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FewerClassesTest {
  private static final Head LABELS =
      new Head(
          new float[] {0.01f, 0, 0.02f, -0.01f, 0, 0.015f, 0, 0.03f},
          new float[] {0, 0.5f, 0, 1, 0, 0, -1, 0});
  private static final Head CROWD =
      new Head(
          new float[] {0, 0.02f, 0, 0, 0.01f, 0, 0.02f, 0},
          new float[] {1, 0, 0, 0.5f, 0, 0, 0, 2});

  @TempDir Path folder;
  private ModelBundle eight;

  @BeforeEach
  void write() throws IOException {
    eight = ModelBundle.read(new TwoHeadModel(LABELS, CROWD).writeTo(folder.resolve("eight")));
  }

  @ParameterizedTest
  @EnumSource
  void theProbabilitiesAreTheSoftmaxOverTheLogitsOfTheseClassesInEachReading(ClassSet classes) {
    ModelBundle fewer = eight.withClasses(classes);
    assertProbabilities(fewer, ModelCard.LABEL_READING, softmax(LABELS.logits(100), classes));
    assertProbabilities(fewer, ModelCard.CROWD_READING, softmax(CROWD.logits(100), classes));
  }

  private static void assertProbabilities(ModelBundle model, String reading, double[] expected) {
    try (OnnxEmotionClassifier plain = OnnxEmotionClassifier.open(model, reading, 1)) {
      FaceImage face = OnnxEmotionClassifierTest.plain(100);
      Prediction prediction = plain.classify(face);
      assertThat(prediction.classes()).isEqualTo(model.card().classes());
      assertThat(prediction.toArray()).containsExactly(expected, within(1e-6));
      // All views of a plain face are alike.
      assertThat(new TestTimeAugmentation(plain).classify(face).toArray())
          .containsExactly(expected, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOfAMapAndTheBiasAreTheLogitAndAClassThatIsLeftOutIsNotExplained(ClassSet classes) {
    FaceImage face = OnnxEmotionClassifierTest.plain(100);
    try (Explainer explainer = Explainer.open(eight.withClasses(classes))) {
      double[] logits = new double[classes.size()];
      for (Emotion emotion : Emotion.values()) {
        if (classes.contains(emotion)) {
          Explanation map = explainer.explain(face, emotion);
          assertThat(map.method()).isEqualTo(Explanation.Method.ACTIVATION_MAP);
          logits[emotion.ordinal()] = map.mean() + map.bias();
        } else {
          assertThatThrownBy(() -> explainer.explain(face, emotion))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining(emotion.label() + " is not one of the " + classes);
        }
      }
      assertThat(logits)
          .containsExactly(Arrays.copyOf(CROWD.logits(100), classes.size()), within(1e-4));
    }
  }

  @Test
  void byOcclusionAClassThatIsLeftOutIsNotExplainedEither() throws IOException {
    ModelBundle seven = ModelBundle.read(TinyModel.writeTo(folder, ClassSet.SEVEN));
    FaceImage face = OnnxEmotionClassifierTest.plain(100);
    try (Explainer explainer = Explainer.open(seven.withClasses(ClassSet.FIVE))) {
      assertThat(explainer.explain(face, Emotion.HAPPY).method())
          .isEqualTo(Explanation.Method.OCCLUSION);
      assertThatThrownBy(() -> explainer.explain(face, Emotion.SURPRISE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Surprise is not one of the five");
    }
  }

  @Test
  void aFaceThatIsNoneOfTheClassesForSureIsEachOfThemAlike() throws IOException {
    float[] sure = {0, 0, 0, 0, 0, 0, 500, 0};
    Head surprised = new Head(new float[8], sure);
    ModelBundle model =
        ModelBundle.read(new TwoHeadModel(surprised, surprised).writeTo(folder.resolve("sure")));
    try (OnnxEmotionClassifier five =
        OnnxEmotionClassifier.open(model.withClasses(ClassSet.FIVE), 1)) {
      assertThat(five.classify(OnnxEmotionClassifierTest.plain(100)))
          .isEqualTo(new Prediction(0.2, 0.2, 0.2, 0.2, 0.2));
    }
  }

  private static double[] softmax(double[] logits, ClassSet classes) {
    double[] odds = Arrays.stream(logits).limit(classes.size()).map(Math::exp).toArray();
    double sum = Arrays.stream(odds).sum();
    return Arrays.stream(odds).map(value -> value / sum).toArray();
  }
}
