package io.github.fer4j.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackingSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackingStudyTest {
  private static final List<Example> EXAMPLES =
      new SyntheticFaces(1, 5).examples().limit(3).toList();
  private static final SceneComposer COMPOSER = new SceneComposer(3);

  @Test
  void aMovingFaceStaysInsideThePicture() {
    for (Example example : new SyntheticFaces(4, 9).examples().toList()) {
      try (MovingScene scene = COMPOSER.inMotion(example, 1)) {
        for (double seconds = 0; seconds < 20; seconds += 0.1) {
          scene
              .frame(seconds)
              .ifPresent(
                  box ->
                      assertThat(box)
                          .matches(it -> it.x1() >= 0 && it.y1() >= 0)
                          .matches(it -> it.x2() <= SceneComposer.WIDTH)
                          .matches(it -> it.y2() <= SceneComposer.HEIGHT));
        }
      }
    }
  }

  @Test
  void aVideoHasItsFramesAndTheFaceAppearsInTheFirstSecond() {
    try (MovingScene scene = COMPOSER.inMotion(EXAMPLES.get(0), 30)) {
      int frames = 0;
      for (Optional<Frame> frame = scene.next(); frame.isPresent(); frame = scene.next()) {
        assertThat(frame.get().number()).isEqualTo(frames);
        frames++;
      }
      assertThat(frames).isEqualTo(30);
      assertThat(scene.frame(1)).isPresent();
    }
  }

  @Test
  void whoAlwaysSeesAFaceInTheCornerLabelsNoneAndIsWrongInEveryFrame() throws IOException {
    BoundingBox corner = new BoundingBox(0, 0, 12, 12);
    TrackingStudy.Result result = study(new FixedDetector(List.of(corner)));

    assertThat(result.labelledShare()).isZero();
    assertThat(result.falsePerFrame()).isEqualTo(1);
    assertThat(result.numbersPerFace()).isZero();
  }

  @Test
  void whoSeesNothingIsNeverWrong() throws IOException {
    TrackingStudy.Result result = study(new FixedDetector(List.of()));

    assertThat(result.labelled()).isZero();
    assertThat(result.falseFaces()).isZero();
    assertThat(result.framesWithFace()).isBetween(75 * EXAMPLES.size(), 100 * EXAMPLES.size());
  }

  private static TrackingStudy.Result study(FaceDetector detector) throws IOException {
    try (EmotionPredictor predictor =
        EmotionPredictor.builder()
            .detector(detector)
            .classifier(TrackingStudyTest::undecided)
            .build()) {
      return TrackingStudy.of(predictor, TrackingSettings.DEFAULT, COMPOSER, EXAMPLES);
    }
  }

  private record FixedDetector(List<BoundingBox> boxes) implements FaceDetector {
    @Override
    public List<Detection> detect(Picture picture) {
      return boxes.stream().map(Detection::of).toList();
    }

    @Override
    public Optional<Detection> follow(Picture picture, BoundingBox last) {
      return Optional.of(Detection.of(last));
    }
  }

  private static List<Prediction> undecided(List<FaceImage> faces) {
    return faces.stream().map(face -> new Prediction(0.2, 0.2, 0.2, 0.2, 0.2)).toList();
  }
}
