package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.MalformedPictureException;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

class EmotionPredictorTest {
  @TempDir private static Path folder;
  private static EmotionPredictor predictor;
  private static Path photo;
  private static Path empty;

  @BeforeAll
  static void load() throws IOException {
    predictor = EmotionPredictor.load(TinyModel.writeTo(folder.resolve("model")));
    photo = folder.resolve("photo.png");
    empty = folder.resolve("empty.png");
    ImageIO.write(portrait(), "png", photo.toFile());
    ImageIO.write(Portrait.background(320, 240), "png", empty.toFile());
  }

  @AfterAll
  static void close() {
    predictor.close();
  }

  @Test
  void theFaceInAPictureFileIsFoundAndClassified() throws IOException {
    assertThat(predictor.predict(photo))
        .singleElement()
        .satisfies(
            face -> {
              assertThat(face.box().x1()).isBetween(70, 120);
              assertThat(face.box().width()).isBetween(100, 200);
              assertThat(face.prediction().emotion()).isEqualTo(Emotion.HAPPY);
            });
  }

  @Test
  void theSamePictureGivesTheSameInEveryForm() throws IOException {
    List<FacePrediction> expected = predictor.predict(photo);
    assertThat(predictor.predict(portrait())).isEqualTo(expected);
    try (Picture picture = Picture.of(portrait())) {
      assertThat(predictor.predict(picture.pixels())).isEqualTo(expected);
      Mat withAlpha = new Mat();
      Imgproc.cvtColor(picture.pixels(), withAlpha, Imgproc.COLOR_BGR2BGRA);
      assertThat(predictor.predict(withAlpha)).isEqualTo(expected);
      assertThat(picture.pixels().empty()).as("the caller's matrix is still whole").isFalse();
    }
  }

  @Test
  void javaImagesOfEveryTypeAreTaken() {
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_USHORT_565_RGB,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_4BYTE_ABGR_PRE
        }) {
      BufferedImage image = new BufferedImage(300, 300, type);
      image.getGraphics().drawImage(portrait(), 0, 0, null);
      assertThat(predictor.predict(image)).as("type " + type).hasSize(1);
    }
  }

  @Test
  void partsOfJavaImagesAreTakenAsTheyAreSeen() {
    BufferedImage large = Portrait.background(500, 400);
    large.getGraphics().drawImage(portrait(), 150, 80, null);
    assertThat(predictor.predict(large.getSubimage(150, 80, 300, 300)))
        .isEqualTo(predictor.predict(portrait()));
  }

  @Test
  void aPictureWithoutAFaceGivesAnEmptyList() throws IOException {
    assertThat(predictor.predict(empty)).isEmpty();
  }

  @Test
  void matricesThatAreNoPictureAreRefused() {
    assertThatThrownBy(() -> predictor.predict(new Mat()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> predictor.predict(Mat.zeros(3, 3, org.opencv.core.CvType.CV_32FC3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CV_32FC3");
  }

  @Test
  void manyPicturesComeInOrderAndFailuresAmongThem() throws IOException {
    Path note = Files.writeString(folder.resolve("note.jpg"), "no picture");
    Path absent = folder.resolve("absent.jpg");
    List<Path> files = List.of(photo, note, empty, absent, photo);

    try (Stream<PictureResult> stream = predictor.predictAll(files.stream())) {
      List<PictureResult> results = stream.toList();
      assertThat(results).extracting(PictureResult::file).isEqualTo(files);
      assertThat(faces(results.get(0))).isEqualTo(1);
      assertThat(cause(results.get(1)))
          .isInstanceOf(MalformedPictureException.class)
          .hasMessageContaining("note.jpg");
      assertThat(faces(results.get(2))).isZero();
      assertThat(cause(results.get(3)))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("absent.jpg");
      assertThat(faces(results.get(4))).isEqualTo(1);
    }
  }

  @Test
  void filesAreTakenOnlyAsResultsAreAskedFor() throws IOException {
    AtomicInteger taken = new AtomicInteger();
    Stream<Path> endless = Stream.generate(() -> empty).peek(file -> taken.incrementAndGet());
    EmotionPredictor two =
        EmotionPredictor.builder().workers(2).model(folder.resolve("model")).build();

    try (two;
        Stream<PictureResult> results = two.predictAll(endless)) {
      Iterator<PictureResult> each = results.iterator();
      for (int i = 0; i < 10; i++) {
        each.next();
      }
      assertThat(taken.get()).isLessThanOrEqualTo(10 + 2 * 2);
    }
  }

  static Stream<Arguments> whateverOnePictureThrows() {
    return Stream.of(
        Arguments.of(new CvException("OpenCV(4.9.0) error: (-215) !empty()"), "-215"),
        Arguments.of(new IllegalArgumentException("no such box"), "no such box"),
        Arguments.of(new NullPointerException(), "NullPointerException"),
        Arguments.of(new OutOfMemoryError("Java heap space"), "not enough memory"),
        Arguments.of(new StackOverflowError(), "StackOverflowError"),
        Arguments.of(new AssertionError("odd"), "odd"));
  }

  @ParameterizedTest
  @MethodSource("whateverOnePictureThrows")
  void whateverOnePictureThrowsFailsThatPictureOnly(Throwable thrown, String message)
      throws IOException {
    FaceDetector failing =
        picture -> {
          if (picture.width() == 300) {
            throw sneaky(thrown);
          }
          return List.of(Detection.of(new BoundingBox(0, 0, 50, 50)));
        };
    try (EmotionPredictor mixed = withModel().detector(failing).build();
        Stream<PictureResult> stream = mixed.predictAll(Stream.of(empty, photo, empty))) {
      List<PictureResult> results = stream.toList();
      assertThat(faces(results.get(0))).isEqualTo(1);
      assertThat(cause(results.get(1)))
          .hasMessageStartingWith(photo + ": ")
          .hasMessageContaining(message)
          .hasCause(thrown);
      assertThat(faces(results.get(2))).isEqualTo(1);
    }
  }

  @Test
  void aBoxOutsideThePictureFailsThatPictureOnly() throws IOException {
    FaceDetector outside = picture -> List.of(Detection.of(new BoundingBox(900, 0, 950, 50)));
    try (EmotionPredictor mixed = withModel().detector(outside).build();
        Stream<PictureResult> stream = mixed.predictAll(Stream.of(photo, empty))) {
      assertThat(stream.toList())
          .allSatisfy(
              result ->
                  assertThat(cause(result))
                      .hasMessageContaining("lies outside a picture")
                      .hasMessageContaining(result.file().toString()));
    }
  }

  @Test
  void bytesStreamsAndFilesGiveTheSame() throws IOException {
    List<FacePrediction> expected = predictor.predict(photo);
    byte[] content = Files.readAllBytes(photo);
    assertThat(predictor.predict(content)).isEqualTo(expected);
    try (InputStream in = Files.newInputStream(photo)) {
      assertThat(predictor.predict(in)).isEqualTo(expected);
    }
  }

  @Test
  void theModelGivesItsCard() throws IOException {
    ModelBundle bundle = ModelBundle.read(folder.resolve("model"));
    assertThat(predictor.model()).contains(bundle.card());
    try (EmotionPredictor augmented =
        EmotionPredictor.builder().model(bundle).testTimeAugmentation().build()) {
      assertThat(augmented.model()).contains(bundle.card());
    }
    try (EmotionPredictor own = EmotionPredictor.builder().classifier(faces -> List.of()).build()) {
      assertThat(own.model()).isEmpty();
    }
  }

  @Test
  void testTimeAugmentationShowsTenViews() throws IOException {
    AtomicInteger views = new AtomicInteger();
    EmotionClassifier counting =
        faces -> {
          views.addAndGet(faces.size());
          return faces.stream().map(face -> new Prediction(0, 0, 1, 0, 0)).toList();
        };
    FaceDetector one = picture -> List.of(Detection.of(new BoundingBox(0, 0, 50, 50)));
    try (EmotionPredictor augmented =
        EmotionPredictor.builder()
            .classifier(counting)
            .detector(one)
            .testTimeAugmentation()
            .build()) {
      assertThat(augmented.predict(portrait())).hasSize(1);
      assertThat(views).hasValue(10);
    }
  }

  @Test
  void eitherAModelOrAClassifierIsGiven() {
    EmotionPredictor.Builder both = withModel().classifier(faces -> List.of());
    assertThatThrownBy(both::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Give either a model or a classifier, not both");
    assertThatThrownBy(() -> EmotionPredictor.builder().workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workers must be 1 or more, was 0");
    assertThatThrownBy(() -> EmotionPredictor.builder().threads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be 1 or more, was -1");
  }

  @Test
  void aClassifierThatLosesFacesIsNamedAsTheCause() throws IOException {
    FaceDetector one = picture -> List.of(Detection.of(new BoundingBox(0, 0, 50, 50)));
    try (EmotionPredictor lossy =
        EmotionPredictor.builder().classifier(faces -> List.of()).detector(one).build()) {
      assertThatThrownBy(() -> lossy.predict(portrait()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The classifier gave 0 predictions for 1 faces");
    }
  }

  @Test
  void threadsAreTheProcessorsSharedAmongWorkers() throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    withModel().workers(1).build().close();
    assertThat(Core.getNumThreads()).isEqualTo(processors);
    withModel().workers(processors).build().close();
    assertThat(Core.getNumThreads()).isEqualTo(1);
    withModel().threads(1).workers(1).build().close();
    assertThat(Core.getNumThreads()).isEqualTo(1);
  }

  @Test
  void closingTwiceClosesThePartsOnce() throws IOException {
    AtomicInteger closings = new AtomicInteger();
    FaceDetector detector =
        new FaceDetector() {
          @Override
          public List<Detection> detect(Picture picture) {
            return List.of();
          }

          @Override
          public void close() {
            closings.incrementAndGet();
          }
        };
    EmotionPredictor own = withModel().detector(detector).build();
    own.close();
    own.close();
    assertThat(closings).hasValue(1);
  }

  @Test
  void everyCallAfterCloseSaysSo() throws IOException {
    EmotionPredictor own = withModel().build();
    own.close();
    byte[] content = Files.readAllBytes(photo);
    try (Picture picture = Picture.of(portrait())) {
      List<ThrowingCallable> calls =
          List.of(
              () -> own.predict(folder.resolve("absent")),
              () -> own.predict(content),
              () -> own.predict(new ByteArrayInputStream(content)),
              () -> own.predict(portrait()),
              () -> own.predict(picture),
              () -> own.predict(picture.pixels()),
              () -> own.predict(picture, List.of()),
              () -> own.predictAll(Stream.of(photo)));
      assertThat(calls)
          .allSatisfy(
              call ->
                  assertThatThrownBy(call)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessage("The predictor is closed"));
    }
  }

  @Test
  void closingInTheMiddleOfManyPicturesEndsThem() throws IOException {
    EmotionPredictor own = withModel().workers(1).build();
    try (Stream<PictureResult> results = own.predictAll(Stream.generate(() -> empty))) {
      Iterator<PictureResult> each = results.iterator();
      each.next();
      own.close();
      assertThatThrownBy(() -> each.forEachRemaining(result -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The predictor is closed");
    }
  }

  private static EmotionPredictor.Builder withModel() {
    return EmotionPredictor.builder().model(folder.resolve("model"));
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void severalFoldersMayBeWorkedOnAtOnce() throws IOException {
    try (Stream<PictureResult> first = predictor.predictAll(Stream.of(photo, empty));
        Stream<PictureResult> second = predictor.predictAll(Stream.of(empty, photo))) {
      List<PictureResult> results = new ArrayList<>(first.toList());
      results.addAll(second.toList());
      assertThat(results).extracting(EmotionPredictorTest::faces).containsExactly(1, 0, 0, 1);
    }
  }

  @Test
  void manyThreadsGetTheSame() throws IOException {
    List<FacePrediction> expected = predictor.predict(photo);
    List<List<FacePrediction>> all =
        IntStream.range(0, 12).parallel().mapToObj(i -> predictor.predict(portrait())).toList();
    assertThat(all).allSatisfy(each -> assertThat(each).isEqualTo(expected));
  }

  @Test
  void anAbsentModelIsNamed() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> EmotionPredictor.load(nowhere))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void aModelThatIsNoOnnxIsRefused() throws IOException {
    Path damaged = TinyModel.writeTo(folder.resolve("damaged"));
    Files.writeString(damaged.resolve(ModelBundle.MODEL_FILE), "no model");
    assertThatThrownBy(() -> EmotionPredictor.load(damaged))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(damaged + File.separator + ModelBundle.MODEL_FILE);
  }

  private static BufferedImage portrait() {
    BufferedImage image = Portrait.background(300, 300);
    Portrait.draw(image, 160, 150, 130);
    return image;
  }

  private static int faces(PictureResult result) {
    return ((PictureResult.Predicted) result).faces().size();
  }

  private static Exception cause(PictureResult result) {
    return ((PictureResult.Failed) result).cause();
  }

  @Test
  void aModelIsReadOutOverTheClassesThatTheProgramExpects(@TempDir Path seven) throws IOException {
    TinyModel.writeTo(seven, ClassSet.SEVEN);
    EmotionPredictor.Builder builder = EmotionPredictor.builder().model(seven);
    assertThatThrownBy(builder.classes(ClassSet.EIGHT)::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            seven + File.separator + "model.onnx: model 'tiny' tells only seven classes apart")
        .hasMessageContaining("not eight");
    for (ClassSet classes : List.of(ClassSet.FIVE, ClassSet.SEVEN)) {
      try (EmotionPredictor predictor = builder.classes(classes).build()) {
        assertThat(predictor.model().orElseThrow().classes()).isEqualTo(classes);
        assertThat(predictor.predict(portrait()))
            .isNotEmpty()
            .allSatisfy(face -> assertThat(face.prediction().classes()).isEqualTo(classes));
      }
    }
  }
}
