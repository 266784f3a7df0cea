package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.Explanation.Method;
import io.github.fer4j.infer.detect.TurnedSquare;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"crowd", "fer2013"})
  void theMeanOfAnActivationMapAndTheBiasAreTheLogit(String reading) throws Exception {
    ModelBundle model = ModelBundle.shipped();
    try (Explainer explainer = Explainer.open(model, reading);
        OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(model, reading, 1)) {
      for (int seed = 0; seed < 5; seed++) {
        FaceImage face = spots(seed);
        Prediction prediction = classifier.classify(face);
        double[] logits = new double[ClassSet.FIVE.size()];
        for (Emotion emotion : ClassSet.FIVE.emotions()) {
          Explanation map = explainer.explain(face, emotion);
          assertThat(map.method()).isEqualTo(Method.ACTIVATION_MAP);
          logits[emotion.ordinal()] = map.mean() + map.bias();
        }
        double sum = 0;
        for (double logit : logits) {
          sum += Math.exp(logit);
        }
        for (Emotion emotion : ClassSet.FIVE.emotions()) {
          assertThat(Math.exp(logits[emotion.ordinal()]) / sum)
              .isCloseTo(prediction.probability(emotion).getAsDouble(), within(1e-5));
        }
      }
    }
  }

  @Test
  void aReadingThatAModelLacksIsRefused() throws Exception {
    ModelBundle model = ModelBundle.shipped();
    assertThatThrownBy(() -> Explainer.open(model, "mine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no reading 'mine', only fer2013, crowd");
  }

  @Test
  void whatIsAskedForOneClassSaysNothingOfAnother() throws Exception {
    try (Explainer explainer = Explainer.open(ModelBundle.shipped())) {
      FaceImage face = spots(1);
      assertThat(explainer.explain(face, Emotion.HAPPY).values())
          .isEqualTo(explainer.explain(face, Emotion.HAPPY).values())
          .isNotEqualTo(explainer.explain(face, Emotion.SAD).values());
    }
  }

  @Test
  void aNetworkThatEndsOtherwiseIsExplainedByWhatItLosesWhenAPartIsCovered() throws Exception {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int y = 28; y < 40; y++) {
      for (int x = 8; x < 20; x++) {
        pixels[y * FaceImage.SIDE + x] = (byte) 255; // the mean brightness is what makes it happy
      }
    }
    ModelBundle model = ModelBundle.read(TinyModel.writeTo(folder));
    try (Explainer explainer = Explainer.open(model)) {
      Explanation map = explainer.explain(FaceImage.of(pixels), Emotion.HAPPY);
      assertThat(map.method()).isEqualTo(Method.OCCLUSION);
      int brightest = 0;
      for (int i = 0; i < map.values().length; i++) {
        brightest = map.values()[i] > map.values()[brightest] ? i : brightest;
      }
      assertThat(brightest % map.columns() * 48 / map.columns()).isBetween(8, 16);
      assertThat(brightest / map.columns() * 48 / map.rows()).isBetween(28, 36);
      assertThat(map.values()[brightest]).isPositive();
      assertThat(explainer.explain(FaceImage.of(pixels), Emotion.SAD).values()[brightest])
          .isNegative();
    }
  }

  @Test
  void thePictureOfAMapIsClearWhereNothingSpeaksForTheClass() {
    Explanation map =
        new Explanation(Emotion.SAD, Method.OCCLUSION, 2, 2, new float[] {1, 0, -3, 0}, 0);
    BufferedImage image = map.image(40);
    assertThat(image.getRGB(0, 0) >>> 24).isEqualTo(179);
    assertThat(image.getRGB(39, 0) >>> 24).isZero();
    assertThat(image.getRGB(0, 39) >>> 24).isZero();
    assertThat(
            new Explanation(Emotion.SAD, Method.OCCLUSION, 1, 1, new float[] {0}, 0)
                    .image(1)
                    .getRGB(0, 0)
                >>> 24)
        .isZero();
  }

  @Test
  void drawingChangesNothingOutsideTheSquareThatMayReachBeyondThePicture() {
    Explanation map = new Explanation(Emotion.SAD, Method.OCCLUSION, 1, 1, new float[] {1}, 0);
    BufferedImage gray = new BufferedImage(30, 20, BufferedImage.TYPE_3BYTE_BGR);
    try (Picture picture = Picture.of(gray)) {
      map.drawOn(picture, new BoundingBox(-5, 10, 10, 25));
      assertThat(picture.pixels().get(9, 0)).containsExactly(0, 0, 0);
      assertThat(picture.pixels().get(10, 10)).containsExactly(0, 0, 0);
      assertThat(picture.pixels().get(10, 9)).containsExactly(115, 179, 177);
      assertThat(picture.pixels().get(19, 0)[1]).isGreaterThan(100);
    }
  }

  @Test
  void aTurnedMapLiesWithinItsTurnedSquare() {
    Explanation map = new Explanation(Emotion.SAD, Method.OCCLUSION, 1, 2, new float[] {1, 0}, 0);
    BufferedImage gray = new BufferedImage(40, 40, BufferedImage.TYPE_3BYTE_BGR);
    try (Picture picture = Picture.of(gray)) {
      // A quarter clockwise: what was above is on the right.
      map.drawOn(picture, new TurnedSquare(20, 20, 20, Math.PI / 2));

      assertThat(picture.pixels().get(20, 28)).containsExactly(115, 179, 177);
      assertThat(picture.pixels().get(20, 11)).containsExactly(0, 0, 0);
      assertThat(picture.pixels().get(20, 31)).containsExactly(0, 0, 0);
      assertThat(picture.pixels().get(31, 28)).containsExactly(0, 0, 0);
    }
  }

  @Test
  void aGridHasAValueForEachPlace() {
    assertThatThrownBy(() -> new Explanation(Emotion.SAD, Method.OCCLUSION, 2, 2, new float[3], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x2");
  }

  private static FaceImage spots(int seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (128 + 80 * Math.sin(i * 0.01 * (seed + 1)) + random.nextInt(40));
    }
    return FaceImage.of(pixels);
  }
}
