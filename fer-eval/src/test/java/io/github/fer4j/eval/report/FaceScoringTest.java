package io.github.fer4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.TestTimeAugmentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Faces shared out among threads, and faces that are known already. */
class FaceScoringTest {
  private static final List<FaceImage> FACES = faces(200);

  /** Says of each face what its first pixel is, and counts whom it was asked about. */
  private static final class ByFirstPixel implements EmotionClassifier {
    private final List<FaceImage> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public List<Prediction> classify(List<FaceImage> faces) {
      asked.addAll(faces);
      return faces.stream().map(face -> of(face.pixel(0, 0) / 255.0)).toList();
    }

    private static Prediction of(double share) {
      return new Prediction(share, 1 - share, 0, 0, 0);
    }

    @Override
    public void close() {}
  }

  @Test
  void severalThreadsSayWhatOneSaysInTheSameOrder() {
    ByFirstPixel classifier = new ByFirstPixel();
    List<Prediction> alone = classifier.classify(FACES);
    assertThat(new ParallelClassifier(classifier, 3).classify(FACES)).isEqualTo(alone);
    assertThat(new ParallelClassifier(classifier, 1).classify(FACES)).isEqualTo(alone);
    assertThat(new ParallelClassifier(classifier, 3).classify(List.of())).isEmpty();
  }

  @Test
  void aFailureInAThreadIsTheCallersAndAPoolOfNoneIsRefused() {
    EmotionClassifier broken =
        new EmotionClassifier() {
          @Override
          public List<Prediction> classify(List<FaceImage> faces) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> new ParallelClassifier(broken, 2).classify(FACES))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThatThrownBy(() -> new ParallelClassifier(broken, 0)).hasMessageContaining("0");
  }

  @Test
  void knownFacesAreNotAskedAboutAgain() {
    ByFirstPixel classifier = new ByFirstPixel();
    List<FaceImage> known = FACES.subList(0, 10);
    CachingClassifier remembering =
        new CachingClassifier(classifier, known, classifier.classify(known));
    classifier.asked.clear();
    List<FaceImage> mixed =
        Stream.of(FACES.get(3), FACES.get(50), FACES.get(9), FACES.get(51)).toList();

    List<Prediction> predictions = remembering.classify(mixed);

    assertThat(classifier.asked).containsExactly(FACES.get(50), FACES.get(51));
    assertThat(predictions).isEqualTo(new ByFirstPixel().classify(mixed));
  }

  @Test
  void augmentationAsksForNineViewsOfAFaceThatIsKnown() {
    ByFirstPixel classifier = new ByFirstPixel();
    List<FaceImage> one = FACES.subList(0, 1);
    List<Prediction> whole = new TestTimeAugmentation(new ByFirstPixel()).classify(one);
    CachingClassifier remembering =
        new CachingClassifier(classifier, one, classifier.classify(one));
    classifier.asked.clear();

    assertThat(new TestTimeAugmentation(remembering).classify(one)).isEqualTo(whole);
    assertThat(classifier.asked).hasSize(9);
  }

  private static List<FaceImage> faces(int count) {
    Random random = new Random(5);
    return Stream.generate(
            () -> {
              byte[] pixels = new byte[FaceImage.PIXELS];
              random.nextBytes(pixels);
              return FaceImage.of(pixels);
            })
        .limit(count)
        .toList();
  }
}
