package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.picture.Picture;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class FaceAlignmentTest {
  // Eyes, nose and mouth of FER2013's frame, in a square of 100 pixels at the origin.
  private static final Landmarks FRAME =
      new Landmarks(
          new Landmarks.Point(31.5, 38.4),
          new Landmarks.Point(68.5, 38.4),
          new Landmarks.Point(50, 58.7),
          new Landmarks.Point(34.6, 74.4),
          new Landmarks.Point(65.4, 74.4));

  private static Landmarks placed(TurnedSquare square) {
    return Landmarks.of(
        FRAME.points().stream().map(p -> square.inPicture(p.x(), p.y(), 100)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "50, 50, 100, 0",
    "300, 200, 90, 30",
    "17, 400, 250, -45",
    "99, 9, 40, 180",
    "9, 9, 50, 14",
    "9, 9, 50, -16"
  })
  void aFaceThatIsFramedAsTheDataSetFramesFacesLeadsToItsOwnFrame(
      double x, double y, double side, double degrees) {
    TurnedSquare expected = new TurnedSquare(x, y, side, Math.toRadians(degrees));

    TurnedSquare square = FaceAlignment.square(placed(expected));

    assertThat(square.centerX()).isCloseTo(x, within(1e-6));
    assertThat(square.centerY()).isCloseTo(y, within(1e-6));
    assertThat(square.side()).isCloseTo(side, within(1e-6));
    assertThat(Math.cos(square.angle() - expected.angle())).isCloseTo(1, within(1e-9));
    assertThat(FaceAlignment.isTilted(placed(expected))).isEqualTo(Math.abs(degrees) >= 15);
  }

  /** The drawn face, turned with its landmarks, is cut as the upright one is. */
  @ParameterizedTest
  @ValueSource(doubles = {25, -35, 60, 90, 180})
  void aTiltedFaceIsTurnedUpright(double degrees) {
    OpenCv.load();
    TurnedSquare turnedFrame = new TurnedSquare(200, 200, 120, Math.toRadians(degrees));
    FaceCropper cropper = new FaceCropper(FaceCrop.AS_FOUND);
    java.awt.image.BufferedImage drawn = Portrait.background(400, 400);
    Portrait.draw(drawn, 200, 200, 120);
    try (Picture upright = Picture.of(drawn)) {
      Mat turned = new Mat();
      Mat rotation = Imgproc.getRotationMatrix2D(new Point(199.5, 199.5), -degrees, 1);
      Imgproc.warpAffine(
          upright.pixels(),
          turned,
          rotation,
          new Size(400, 400),
          Imgproc.INTER_CUBIC,
          1,
          new Scalar(0));
      try (Picture tilted = Picture.of(turned)) {
        FaceImage expected = cropper.crop(upright, new BoundingBox(143, 143, 257, 257));
        FaceImage cut = cropper.crop(tilted, found(placed(turnedFrame)));

        assertThat(meanDifference(cut, expected)).isLessThan(4);
      }
      turned.release();
      rotation.release();
    }
  }

  private static Detection found(Landmarks points) {
    return new Detection(new BoundingBox(140, 140, 260, 260), 0.9, Optional.of(points));
  }

  private static double meanDifference(FaceImage a, FaceImage b) {
    byte[] left = a.toBytes();
    byte[] right = b.toBytes();
    return IntStream.range(0, left.length)
        .mapToDouble(i -> Math.abs((left[i] & 0xFF) - (right[i] & 0xFF)))
        .average()
        .orElseThrow();
  }
}
