package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestTimeAugmentationTest {
  private final Recorder recorder = new Recorder();

  @Test
  void tenViewsOfAFaceAreTenDifferentPictures() {
    new TestTimeAugmentation(recorder).classify(gradient());
    assertThat(recorder.seen).hasSize(10);
    assertThat(new HashSet<>(recorder.seen)).hasSize(10);
    assertThat(recorder.seen.get(0)).isEqualTo(gradient());
  }

  @Test
  void halfOfTheViewsAreMirrorImagesOfTheOthers() {
    new TestTimeAugmentation(recorder).classify(gradient());
    for (int i = 0; i < 5; i++) {
      assertThat(recorder.seen.get(i + 5)).isEqualTo(recorder.seen.get(i).flipped());
    }
  }

  @Test
  void aShiftMovesTheFaceAndRepeatsItsEdge() {
    new TestTimeAugmentation(recorder, 3).classify(gradient());
    FaceImage face = gradient();
    FaceImage right = recorder.seen.get(1);
    FaceImage down = recorder.seen.get(3);
    assertThat(right.pixel(10, 20)).isEqualTo(face.pixel(7, 20));
    assertThat(right.pixel(1, 20)).isEqualTo(face.pixel(0, 20));
    assertThat(down.pixel(10, 20)).isEqualTo(face.pixel(10, 17));
    assertThat(down.pixel(10, 0)).isEqualTo(face.pixel(10, 0));
  }

  @Test
  void withoutAShiftThereAreTheFaceAndItsMirrorImage() {
    new TestTimeAugmentation(recorder, 0).classify(gradient());
    assertThat(recorder.seen).containsExactly(gradient(), gradient().flipped());
  }

  @Test
  void probabilitiesAreAveragedOverTheViewsOfEachFace() {
    Prediction first = new Prediction(1, 0, 0, 0, 0);
    Prediction second = new Prediction(0, 1, 0, 0, 0);
    recorder.answers.addAll(List.of(first, second, second, second));

    List<Prediction> means =
        new TestTimeAugmentation(recorder, 0)
            .classify(List.of(gradient(), OnnxEmotionClassifierTest.plain(9)));

    assertThat(means).containsExactly(new Prediction(0.5, 0.5, 0, 0, 0), second);
  }

  @Test
  void noFacesGiveNoPredictions() {
    assertThat(new TestTimeAugmentation(recorder).classify(List.of())).isEmpty();
  }

  @Test
  void closingClosesTheClassifierWithin() {
    new TestTimeAugmentation(recorder).close();
    assertThat(recorder.closed).isTrue();
  }

  @Test
  void aShiftOutsideItsRangeIsRefused() {
    assertThatThrownBy(() -> new TestTimeAugmentation(recorder, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TestTimeAugmentation(recorder, 13))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("13");
  }

  private static FaceImage gradient() {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % FaceImage.SIDE * 3 + i / FaceImage.SIDE);
    }
    return FaceImage.of(pixels);
  }

  private static final class Recorder implements EmotionClassifier {
    private final List<FaceImage> seen = new ArrayList<>();
    private final List<Prediction> answers = new ArrayList<>();
    private boolean closed;

    @Override
    public List<Prediction> classify(List<FaceImage> faces) {
      seen.addAll(faces);
      List<Prediction> answer = new ArrayList<>();
      for (int i = 0; i < faces.size(); i++) {
        answer.add(answers.isEmpty() ? new Prediction(0, 0, 0, 1, 0) : answers.remove(0));
      }
      return answer;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
