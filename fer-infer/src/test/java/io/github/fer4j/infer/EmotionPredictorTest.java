package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.MalformedPictureException;
import io.github.fer4j.infer.picture.Picture;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        EmotionPredictor.builder()
            .workers(2)
            .build(OnnxEmotionClassifier.open(ModelBundle.read(folder.resolve("model")), 1));

    try (two;
        Stream<PictureResult> results = two.predictAll(endless)) {
      Iterator<PictureResult> each = results.iterator();
      for (int i = 0; i < 10; i++) {
        each.next();
      }
      assertThat(taken.get()).isLessThanOrEqualTo(10 + 2 * 2);
    }
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
}
