package io.github.fer4j.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.data.Example;
import io.github.fer4j.data.synthetic.SyntheticFaces;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.picture.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class DetectionStudyTest {
  private static final List<Example> EXAMPLES =
      new SyntheticFaces(2, 5).examples().limit(12).toList();

  @Test
  void oneLooseSearchGivesWhatStrictSearchesWouldFind() {
    List<Integer> neighbors = List.of(2, 3, 6, 12);
    try (CascadeFaceDetector loose = detector(2)) {
      List<DetectionStudy.Result> together =
          DetectionStudy.byNeighbors(loose, new SceneComposer(3), EXAMPLES, neighbors);

      for (int i = 0; i < neighbors.size(); i++) {
        try (CascadeFaceDetector strict = detector(neighbors.get(i))) {
          assertThat(together.get(i))
              .usingRecursiveComparison()
              .ignoringFields("medianMillis")
              .isEqualTo(DetectionStudy.of(strict, new SceneComposer(3), EXAMPLES));
        }
      }
      assertThat(together.get(0).missed()).isLessThan(EXAMPLES.size());
    }
  }

  @Test
  void aDetectorThatFindsNothingMissesAll() {
    CascadeSettings hugeFacesOnly =
        new CascadeSettings(Cascade.HAAR, 1.1, 3, 400, CascadeSettings.FULL_SIZE);
    try (CascadeFaceDetector detector = new CascadeFaceDetector(hugeFacesOnly)) {
      DetectionStudy.Result result = DetectionStudy.of(detector, new SceneComposer(3), EXAMPLES);

      assertThat(result.missRate()).isEqualTo(1);
      assertThat(result.framing()).isEmpty();
    }
  }

  @Test
  void withoutExamplesThereIsNothingToStudy() {
    try (CascadeFaceDetector detector = detector(3)) {
      assertThatThrownBy(() -> DetectionStudy.of(detector, new SceneComposer(1), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void scenesOverPhotographsShowThemAroundTheFace() {
    new SceneComposer(1); // loads OpenCV
    Scalar violet = new Scalar(200, 0, 200);
    Mat pixels = new Mat(600, 900, CvType.CV_8UC3, violet);
    try (Picture photograph = Picture.of(pixels);
        Scene scene = SceneComposer.over(List.of(photograph), 1).compose(EXAMPLES.get(0))) {
      Mat same = new Mat();
      Core.inRange(scene.picture().pixels(), violet, violet, same);
      int face = scene.frame().width() * scene.frame().width();
      int all = SceneComposer.WIDTH * SceneComposer.HEIGHT;

      assertThat(Core.countNonZero(same)).isBetween(all - 3 * face, all - face);
    }
  }

  private static CascadeFaceDetector detector(int neighbors) {
    return new CascadeFaceDetector(
        new CascadeSettings(Cascade.HAAR, 1.2, neighbors, 40, CascadeSettings.FULL_SIZE));
  }
}
