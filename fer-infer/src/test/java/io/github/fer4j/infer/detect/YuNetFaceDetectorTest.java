package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.infer.Portrait;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.zoo.ModelZoo;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.FaceDetectorYN;

class YuNetFaceDetectorTest {
  @TempDir private Path folder;
  private static byte[] model;

  @BeforeAll
  static void readModel() throws IOException {
    ModelZoo zoo = ModelZoo.ofThisUser();
    model = zoo.read(zoo.model(YuNetFaceDetector.MODEL)).orElse(null);
  }

  private static YuNetFaceDetector open(YuNetSettings settings) throws IOException {
    assumeThat(model).as("YuNet's model: build with -Dfer.yunet=FILE").isNotNull();
    return YuNetFaceDetector.open(settings);
  }

  private static YuNetFaceDetector open() throws IOException {
    return open(YuNetSettings.DEFAULT);
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path note = Files.writeString(folder.resolve("note.onnx"), "no model");

    assertThatThrownBy(() -> YuNetFaceDetector.open(note))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageStartingWith(note + ": expected a YuNet face detection model in ONNX");
  }

  @Test
  void weightsInAnotherFileAreRefused() throws IOException {
    assumeThat(model).isNotNull();
    ModelProto.Builder elsewhere = ModelProto.parseFrom(model).toBuilder();
    elsewhere
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .addExternalData(
            StringStringEntryProto.newBuilder().setKey("location").setValue("../outside.bin"));
    Path file = Files.write(folder.resolve("a.onnx"), elsewhere.build().toByteArray());

    assertThatThrownBy(() -> YuNetFaceDetector.open(file))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining("found weights in another file");
  }

  @ParameterizedTest
  @CsvSource({"0, 640, 0.5", "20, 31, 0.5", "20, 640, 1.5", "20, 640, NaN"})
  void settingsBeyondTheirRangeAreRefused(int minFace, int maxSize, double minScore) {
    assertThatThrownBy(() -> new YuNetSettings(minFace, maxSize, minScore, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Picture withFaces(int width, int height, int... faces) {
    BufferedImage image = Portrait.background(width, height);
    for (int i = 0; i < faces.length; i += 3) {
      Portrait.draw(image, faces[i], faces[i + 1], faces[i + 2]);
    }
    return Picture.of(image);
  }

  private static void assertAt(Detection face, double x, double y, double size) {
    assertThat((face.box().x1() + face.box().x2()) / 2.0).isCloseTo(x, within(size / 4));
    assertThat((face.box().y1() + face.box().y2()) / 2.0).isCloseTo(y, within(size / 4));
    assertThat((double) face.box().width()).isBetween(size / 2, size * 1.3);
  }

  /** OpenCV's own reading of the same file: its sizes are multiples of 32, as ours are. */
  @ParameterizedTest
  @ValueSource(ints = {320, 500, 640})
  void findsAreThoseOfOpenCv(int width) {
    assumeThat(model).as("YuNet's model: build with -Dfer.yunet=FILE").isNotNull();
    try (Picture picture = withFaces(width, 300, 150, 150, 120);
        YuNetNetwork network = YuNetNetwork.open(model, "yunet")) {
      Mat faces = new Mat();
      FaceDetectorYN openCv =
          FaceDetectorYN.create(
              "onnx", new MatOfByte(model), new MatOfByte(), new Size(width, 300), 0.3f, 0.3f, 100);
      openCv.detect(picture.pixels(), faces);
      List<YuNetFace> found = network.faces(picture.pixels(), 0.3);

      assertThat(found).isNotEmpty();
      float[] row = new float[15];
      faces.get(0, 0, row);
      YuNetFace best = found.get(0);
      assertThat(best.score()).isCloseTo(row[14], within(1e-4));
      assertThat(best.x()).isCloseTo(row[0], within(0.1));
      assertThat(best.y()).isCloseTo(row[1], within(0.1));
      assertThat(best.width()).isCloseTo(row[2], within(0.1));
      assertThat(best.height()).isCloseTo(row[3], within(0.1));
      for (int i = 0; i < 5; i++) {
        Landmarks.Point point = best.landmarks().points().get(i);
        assertThat(point.x()).isCloseTo(row[4 + 2 * i], within(0.1));
        assertThat(point.y()).isCloseTo(row[5 + 2 * i], within(0.1));
      }
      faces.release();
    }
  }

  @Test
  void aFaceIsFoundWhereItIsWithItsEyesAboveItsMouth() throws IOException {
    try (Picture picture = withFaces(640, 480, 250, 220, 160);
        YuNetFaceDetector detector = open()) {
      assertThat(detector.detect(picture))
          .singleElement()
          .satisfies(
              face -> {
                assertAt(face, 250, 220, 160);
                Landmarks points = face.landmarks().orElseThrow();
                assertThat(points.rightEye().x()).isLessThan(points.leftEye().x());
                assertThat(points.leftEye().y()).isLessThan(points.leftMouthCorner().y());
                assertThat(face.score()).isBetween(0.55, 1.0);
              });
    }
  }

  @Test
  void thereIsNoFaceWhereThereIsNone() throws IOException {
    try (Picture picture = withFaces(640, 480);
        YuNetFaceDetector detector = open()) {
      assertThat(detector.detect(picture)).isEmpty();
    }
  }

  @Test
  void aGrayPictureGivesTheFaceToo() throws IOException {
    try (Picture colored = withFaces(640, 480, 250, 220, 160);
        YuNetFaceDetector detector = open()) {
      Mat gray = colored.gray();
      try (Picture picture = Picture.of(gray)) {
        assertThat(detector.detect(picture)).hasSize(1);
      }
      gray.release();
    }
  }

  @Test
  void smallFacesOfALargePictureAreFoundBesideALargeOne() throws IOException {
    try (Picture picture =
            withFaces(3000, 2000, 1000, 900, 900, 2300, 300, 60, 2500, 1700, 80, 300, 1900, 70);
        YuNetFaceDetector detector = open()) {
      List<Detection> faces = detector.detect(picture);

      assertThat(faces).hasSize(4);
      assertAt(faces.get(0), 1000, 900, 900);
      assertAt(faces.get(1), 2500, 1700, 80);
    }
  }

  @Test
  void aFaceThatFillsThePictureIsFound() throws IOException {
    try (Picture picture = withFaces(640, 700, 320, 350, 560);
        YuNetFaceDetector detector = open()) {
      assertThat(detector.detect(picture)).hasSize(1);
    }
  }

  @Test
  void facesSmallerThanAskedForAreLeftOut() throws IOException {
    YuNetSettings settings = YuNetSettings.DEFAULT.withMinFace(120);
    try (Picture picture = withFaces(640, 480, 200, 220, 200, 500, 240, 80);
        YuNetFaceDetector detector = open(settings)) {
      assertThat(detector.detect(picture))
          .singleElement()
          .satisfies(face -> assertAt(face, 200, 220, 200));
    }
  }

  @Test
  void aReducedPictureGivesBoxesInItsOwnPixels() throws IOException {
    YuNetSettings settings = YuNetSettings.DEFAULT.withMaxSize(400);
    try (Picture picture = withFaces(3000, 2000, 1000, 900, 900);
        YuNetFaceDetector detector = open(settings)) {
      assertThat(detector.detect(picture))
          .singleElement()
          .satisfies(face -> assertAt(face, 1000, 900, 900));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180, Core.ROTATE_90_COUNTERCLOCKWISE})
  void aPictureOnItsSideGivesTheFaceWhenThatIsAskedFor(int turn) throws IOException {
    YuNetSettings settings = YuNetSettings.DEFAULT.withAnyOrientation();
    try (Picture upright = withFaces(640, 480, 250, 220, 160);
        YuNetFaceDetector detector = open(settings)) {
      Mat turned = new Mat();
      Core.rotate(upright.pixels(), turned, turn);
      Mat marked = Mat.zeros(480, 640, org.opencv.core.CvType.CV_8U);
      Imgproc.circle(
          marked, new org.opencv.core.Point(250, 220), 2, new org.opencv.core.Scalar(255), -1);
      Core.rotate(marked, marked, turn);
      Core.MinMaxLocResult middle = Core.minMaxLoc(marked);
      try (Picture picture = Picture.of(turned)) {
        assertThat(detector.detect(picture))
            .singleElement()
            .satisfies(face -> assertAt(face, middle.maxLoc.x, middle.maxLoc.y, 160));
      }
      turned.release();
      marked.release();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-45, -30, 30, 45})
  void aTiltedFaceIsFoundWithItsEyesTiltedAsMuch(int degrees) throws IOException {
    try (Picture upright = withFaces(640, 480, 320, 240, 140);
        YuNetFaceDetector detector = open()) {
      Mat map = Imgproc.getRotationMatrix2D(new org.opencv.core.Point(320, 240), -degrees, 1);
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
            .satisfies(
                face -> {
                  assertAt(face, 320, 240, 140);
                  double angle = FaceAlignment.square(face.landmarks().orElseThrow()).angle();
                  assertThat(Math.toDegrees(angle)).isCloseTo(degrees, within(15.0));
                });
      }
      turned.release();
      map.release();
    }
  }

  @Test
  void aFindOfATurnedCutGoesBackToWhereItIsInThePicture() {
    Landmarks points = new Landmarks(at(20, 20), at(30, 20), at(25, 25), at(21, 30), at(29, 30));
    YuNetFace found = new YuNetFace(15, 10, 20, 30, points, 0.7);

    // A square of 200 around (100, 100), a quarter turned, cut at half its size.
    YuNetFace back = found.inPicture(new TurnedSquare(100, 100, 200, Math.PI / 2), 100);

    assertThat(back.width()).isCloseTo(40, within(1e-9));
    assertThat(back.height()).isCloseTo(60, within(1e-9));
    // The middle is 25 to the left of the cut's and 25 above it: 50 to the right and 50 above.
    assertThat(back.x()).isCloseTo(150 - 20, within(1e-9));
    assertThat(back.y()).isCloseTo(50 - 30, within(1e-9));
    assertThat(back.landmarks().rightEye().x()).isCloseTo(160, within(1e-9));
    assertThat(back.landmarks().rightEye().y()).isCloseTo(40, within(1e-9));
    assertThat(back.score()).isEqualTo(0.7);
  }

  private static Landmarks.Point at(double x, double y) {
    return new Landmarks.Point(x, y);
  }

  @Test
  void aTurnedSquareAroundAPictureHoldsItsCorners() {
    Mat picture = Mat.zeros(30, 40, org.opencv.core.CvType.CV_8U);

    assertThat(TurnedSquare.around(picture, 0).side()).isCloseTo(40, within(1e-9));
    assertThat(TurnedSquare.around(picture, Math.PI / 2).side()).isCloseTo(40, within(1e-9));
    // 40 cos 30 + 30 sin 30
    TurnedSquare tilted = TurnedSquare.around(picture, Math.toRadians(-30));
    assertThat(tilted.side()).isCloseTo(49.641, within(1e-3));
    assertThat(tilted.centerX()).isEqualTo(20);
    assertThat(tilted.centerY()).isEqualTo(15);
    picture.release();
  }

  @ParameterizedTest
  @CsvSource({"0.6, 0.15", "0.8, 0.5", "1, 1", "0, 0.15"})
  void aFirstLookThatNoSecondOneCanLiftIsLeftOut(double least, double first) {
    assertThat(YuNetSecondLook.leastFirstScore(least)).isCloseTo(first, within(1e-9));
  }

  @Test
  void manyThreadsFindTheSame() throws IOException {
    try (YuNetFaceDetector detector = open()) {
      List<CompletableFuture<List<Detection>>> searches = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int width = 400 + 32 * (i % 3);
        searches.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try (Picture picture = withFaces(width, 400, 200, 200, 150)) {
                    return detector.detect(picture);
                  }
                }));
      }
      Stream<List<Detection>> alike =
          Stream.of(searches.get(0).join(), searches.get(3).join(), searches.get(6).join());
      assertThat(alike.distinct()).hasSize(1);
    }
  }

  @Test
  void afterCloseItRefuses() throws IOException {
    YuNetFaceDetector detector = open();
    detector.close();
    detector.close();

    try (Picture picture = withFaces(320, 240)) {
      assertThatThrownBy(() -> detector.detect(picture)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void itIsTheDefault() {
    assumeThat(model).as("YuNet's model: build with -Dfer.yunet=FILE").isNotNull();
    try (FaceDetector detector = FaceDetectors.forPictures()) {
      assertThat(detector.name()).isEqualTo("yunet");
    }
  }
}
