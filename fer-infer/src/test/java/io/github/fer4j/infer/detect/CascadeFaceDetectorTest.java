package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CascadeFaceDetectorTest {
  private static final double SAME_FACE = 0.4;

  static Stream<CascadeSettings> presets() {
    return Stream.of(
        CascadeSettings.SEED_PICTURES,
        CascadeSettings.SEED_VIDEO,
        CascadeSettings.forPictures(Cascade.HAAR),
        CascadeSettings.forPictures(Cascade.LBP),
        CascadeSettings.forVideo(Cascade.HAAR),
        CascadeSettings.forVideo(Cascade.LBP));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void aFaceIsFoundWhereItIs(CascadeSettings settings) {
    try (Picture picture = pictureWithFaces(250, 220, 160);
        CascadeFaceDetector detector = new CascadeFaceDetector(settings)) {
      assertThat(detector.detect(picture))
          .singleElement()
          .satisfies(face -> atFace(face.box(), 250, 220));
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void thereIsNoFaceWhereThereIsNone(CascadeSettings settings) {
    try (Picture picture = Picture.of(Portrait.background(640, 480));
        CascadeFaceDetector detector = new CascadeFaceDetector(settings)) {
      assertThat(detector.detect(picture)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Cascade.class)
  void severalFacesComeTheLargestFirst(Cascade cascade) {
    try (Picture picture = pictureWithFaces(480, 260, 100, 180, 220, 160);
        CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forPictures(cascade))) {
      List<Detection> faces = detector.detect(picture);
      assertThat(faces).hasSize(2);
      atFace(faces.get(0).box(), 180, 220);
      atFace(faces.get(1).box(), 480, 260);
    }
  }

  @Test
  void boxesOfReducedPicturesAreInPixelsOfTheWholeOne() {
    CascadeSettings reduced = new CascadeSettings(Cascade.HAAR, 1.1, 6, 0, 213);
    try (Picture picture = pictureWithFaces(250, 220, 160);
        CascadeFaceDetector whole =
            new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
        CascadeFaceDetector third = new CascadeFaceDetector(reduced)) {
      BoundingBox expected = whole.detect(picture).get(0).box();
      assertThat(third.detect(picture).get(0).box().intersectionOverUnion(expected))
          .isGreaterThan(0.8);
    }
  }

  @Test
  void facesBelowTheMinimumSizeAreLeftOut() {
    CascadeSettings large = new CascadeSettings(Cascade.HAAR, 1.1, 6, 150, 640);
    try (Picture picture = pictureWithFaces(480, 260, 100, 180, 220, 160);
        CascadeFaceDetector detector = new CascadeFaceDetector(large)) {
      assertThat(detector.detect(picture))
          .singleElement()
          .satisfies(face -> atFace(face.box(), 180, 220));
    }
  }

  @Test
  void aScoreIsTheNumberOfFindsThatMadeTheFace() {
    CascadeSettings settings = new CascadeSettings(Cascade.HAAR, 1.1, 6, 32, 640);
    try (Picture picture = pictureWithFaces(480, 260, 100, 180, 220, 160);
        CascadeFaceDetector detector = new CascadeFaceDetector(settings)) {
      assertThat(detector.detect(picture))
          .allSatisfy(
              face -> {
                assertThat(face.score()).isGreaterThan(6).isEqualTo(Math.rint(face.score()));
                assertThat(face.landmarks()).isEmpty();
              });
    }
  }

  @Test
  void aPictureSmallerThanTheSmallestFaceHasNone() {
    try (Picture dot = Picture.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR))) {
      assertThat(detector.detect(dot)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Cascade.class)
  void aFaceThatMovedIsFollowed(Cascade cascade) {
    try (Picture before = pictureWithFaces(250, 220, 160);
        Picture after = pictureWithFaces(275, 235, 170);
        CascadeFaceDetector detector = new CascadeFaceDetector(CascadeSettings.forVideo(cascade))) {
      BoundingBox last = detector.detect(before).get(0).box();
      Optional<Detection> now = detector.follow(after, last);
      assertThat(now).hasValueSatisfying(face -> atFace(face.box(), 275, 235));
    }
  }

  @Test
  void aFaceThatLeftIsNotFollowed() {
    try (Picture before = pictureWithFaces(250, 220, 160);
        Picture after = pictureWithFaces(540, 300, 120);
        CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forVideo(Cascade.HAAR))) {
      BoundingBox last = detector.detect(before).get(0).box();
      assertThat(detector.follow(after, last)).isEmpty();
    }
  }

  @Test
  void aFaceIsFollowedAtTheEdgeOfThePicture() {
    try (Picture picture = pictureWithFaces(250, 220, 160);
        CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forVideo(Cascade.HAAR))) {
      BoundingBox beyond = new BoundingBox(600, 440, 700, 540);
      assertThat(detector.follow(picture, beyond)).isEmpty();
    }
  }

  @Test
  void manyThreadsFindTheSame() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Picture picture = pictureWithFaces(480, 260, 100, 180, 220, 160);
        CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR))) {
      List<Detection> expected = detector.detect(picture);
      List<Future<List<Detection>>> found = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        found.add(threads.submit(() -> detector.detect(picture)));
      }
      for (Future<List<Detection>> each : found) {
        assertThat(each.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClosedDetectorSaysSo() {
    CascadeFaceDetector detector =
        new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    detector.close();
    try (Picture picture = pictureWithFaces()) {
      assertThatThrownBy(() -> detector.detect(picture))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void settingsOutsideTheirRangesAreRefused() {
    assertThatThrownBy(() -> new CascadeSettings(Cascade.HAAR, 1, 5, 0, 640))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 1.0, 5, 0 and 640");
    assertThatThrownBy(() -> new CascadeSettings(Cascade.HAAR, 1.1, -1, 0, 640))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CascadeSettings(Cascade.HAAR, 1.1, 5, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * @param faces x, y and size of each
   */
  private static Picture pictureWithFaces(int... faces) {
    BufferedImage image = Portrait.background(640, 480);
    for (int i = 0; i < faces.length; i += 3) {
      Portrait.draw(image, faces[i], faces[i + 1], faces[i + 2]);
    }
    return Picture.of(image);
  }

  // The middle of the box is the middle of the face, which lies a little below its own.
  private static void atFace(BoundingBox box, int x, int y) {
    int reach = (int) (box.width() * (1 - SAME_FACE) / 4);
    assertThat((box.x1() + box.x2()) / 2).isBetween(x - reach, x + reach);
    assertThat((box.y1() + box.y2()) / 2).isBetween(y - reach, y + reach);
  }
}
