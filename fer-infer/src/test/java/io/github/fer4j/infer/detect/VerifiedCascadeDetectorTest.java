package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class VerifiedCascadeDetectorTest {

  private static Picture withFace(int x, int y, int size) {
    BufferedImage image = Portrait.background(640, 480);
    Portrait.draw(image, x, y, size);
    return Picture.of(image);
  }

  private static void assertAt(Detection face, int x, int y) {
    BoundingBox box = face.box();
    assertThat((box.x1() + box.x2()) / 2.0).isCloseTo(x, within(30.0));
    assertThat((box.y1() + box.y2()) / 2.0).isCloseTo(y, within(30.0));
  }

  @Test
  void aFaceIsFoundWhereItIs() {
    try (Picture picture = withFace(250, 220, 160);
        VerifiedCascadeDetector detector = new VerifiedCascadeDetector()) {
      assertThat(detector.detect(picture))
          .singleElement()
          .satisfies(face -> assertAt(face, 250, 220));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-30, 30})
  void aTiltedFaceIsFoundWhereNoOtherIs(int degrees) {
    try (Picture upright = withFace(320, 240, 160);
        VerifiedCascadeDetector detector = new VerifiedCascadeDetector()) {
      Mat map = Imgproc.getRotationMatrix2D(new Point(320, 240), -degrees, 1);
      Mat turned = new Mat();
      Imgproc.warpAffine(
          upright.pixels(),
          turned,
          map,
          new Size(640, 480),
          Imgproc.INTER_LINEAR,
          Core.BORDER_REPLICATE);
      try (Picture picture = Picture.of(turned)) {
        assertThat(detector.detect(picture))
            .singleElement()
            .satisfies(face -> assertAt(face, 320, 240));
      }
      map.release();
      turned.release();
    }
  }

  /** What the verifier rejects is not in the result, and nothing comes from it alone. */
  @Test
  void noMoreIsFoundThanTheFirstSearchProposes() {
    CascadeSettings loose = new CascadeSettings(Cascade.HAAR, 1.1, 2, 32, 1280);
    try (Picture picture = withManyEdges();
        VerifiedCascadeDetector detector = new VerifiedCascadeDetector();
        CascadeFaceDetector proposing = new CascadeFaceDetector(loose)) {
      List<Detection> found = detector.detect(picture);

      assertThat(found).isNotEmpty();
      assertThat(proposing.detect(picture)).containsAll(found);
    }
  }

  private static Picture withManyEdges() {
    BufferedImage image = Portrait.background(640, 480);
    Portrait.draw(image, 180, 220, 160);
    java.awt.Graphics2D graphics = image.createGraphics();
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      graphics.setColor(new java.awt.Color(random.nextInt(0x1000000)));
      graphics.fillOval(
          330 + random.nextInt(300), random.nextInt(460), random.nextInt(40), random.nextInt(40));
    }
    graphics.dispose();
    return Picture.of(image);
  }

  @Test
  void thereIsNoFaceWhereThereIsNone() {
    try (Picture picture = Picture.of(Portrait.background(640, 480));
        VerifiedCascadeDetector detector = new VerifiedCascadeDetector()) {
      assertThat(detector.detect(picture)).isEmpty();
    }
  }

  @Test
  void afterCloseItRefuses() {
    VerifiedCascadeDetector detector = new VerifiedCascadeDetector();
    detector.close();

    try (Picture picture = withFace(250, 220, 160)) {
      assertThatThrownBy(() -> detector.detect(picture)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void itIsNamedByBothCascades() {
    try (VerifiedCascadeDetector detector = new VerifiedCascadeDetector()) {
      assertThat(detector.name()).isEqualTo("haar+lbp");
      assertThat(detector.framing()).isEqualTo(FaceCrop.of(Cascade.HAAR));
    }
  }
}
