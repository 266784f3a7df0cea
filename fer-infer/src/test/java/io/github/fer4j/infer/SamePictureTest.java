package io.github.fer4j.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.TinyModel;
import io.github.fer4j.infer.picture.ExifPictures;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.Quadrants;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** A picture gives the same, to the last bit, as a file, as bytes, as a stream and among many. */
class SamePictureTest {
  @TempDir private static Path folder;
  private static EmotionPredictor gray;
  private static EmotionPredictor color;

  @BeforeAll
  static void load() throws IOException {
    Path model = TinyModel.writeTo(folder.resolve("model"));
    gray = EmotionPredictor.load(model);
    FaceDetector cascade = new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    // A detector of one's own is given colors.
    FaceDetector own = cascade::detect;
    color = EmotionPredictor.builder().model(model).detector(own).build();
  }

  @AfterAll
  static void close() {
    gray.close();
    color.close();
  }

  @Test
  void everyFormOfEveryPictureGivesTheSame() throws IOException {
    int faces = 0;
    for (Map.Entry<String, byte[]> picture : pictures().entrySet()) {
      Path file = Files.write(folder.resolve(picture.getKey()), picture.getValue());
      for (EmotionPredictor predictor : List.of(gray, color)) {
        List<FacePrediction> expected = predictor.predict(file);
        faces += expected.size();
        assertThat(predictor.predict(picture.getValue())).as(picture.getKey()).isEqualTo(expected);
        assertThat(predictor.predict(new ByteArrayInputStream(picture.getValue())))
            .as(picture.getKey())
            .isEqualTo(expected);
        try (Stream<PictureResult> all = predictor.predictAll(Stream.of(file))) {
          assertThat(((PictureResult.Predicted) all.findFirst().orElseThrow()).faces())
              .as(picture.getKey())
              .isEqualTo(expected);
        }
      }
    }
    assertThat(faces).isEqualTo(2 * pictures().size());
  }

  private static Map<String, byte[]> pictures() {
    Map<String, byte[]> pictures = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      BufferedImage scene = scene(i, BufferedImage.TYPE_INT_RGB);
      for (String format : List.of("jpg", "png", "gif", "bmp", "tiff")) {
        pictures.put(i + "." + format, Quadrants.encoded(scene, format));
      }
      pictures.put(
          i + "-gray.jpg", Quadrants.encoded(scene(i, BufferedImage.TYPE_BYTE_GRAY), "jpg"));
      pictures.put(
          i + "-alpha.png", Quadrants.encoded(scene(i, BufferedImage.TYPE_INT_ARGB), "png"));
      pictures.put(
          i + "-wide.png", Quadrants.encoded(scene(i, BufferedImage.TYPE_USHORT_GRAY), "png"));
      pictures.put(i + ".webp", webp(scene));
    }
    BufferedImage scene = scene(1, BufferedImage.TYPE_INT_RGB);
    for (int turned = 1; turned <= 8; turned++) {
      BufferedImage stored = ExifPictures.stored(scene, turned);
      pictures.put(
          "exif" + turned + ".jpg", ExifPictures.jpeg(Quadrants.encoded(stored, "jpg"), turned));
      pictures.put(
          "exif" + turned + ".png", ExifPictures.png(Quadrants.encoded(stored, "png"), turned));
      pictures.put("exif" + turned + ".tiff", ExifPictures.tiff(stored, turned));
    }
    return pictures;
  }

  // Strongly coloured, so that a JPEG's own gray differs from the gray of its colors.
  private static BufferedImage scene(int i, int type) {
    BufferedImage portrait = Portrait.background(300, 300);
    Portrait.draw(portrait, 140 + 4 * i, 150, 120 + 5 * i);
    BufferedImage scene = new BufferedImage(300, 300, type);
    Graphics2D graphics = scene.createGraphics();
    graphics.drawImage(portrait, 0, 0, null);
    graphics.setColor(new Color(200, 30, 40 * i, 60));
    graphics.fillRect(0, 0, 300, 300);
    graphics.dispose();
    return scene;
  }

  private static byte[] webp(BufferedImage image) {
    MatOfByte encoded = new MatOfByte();
    try (Picture picture = Picture.of(image)) {
      assertThat(Imgcodecs.imencode(".webp", picture.pixels(), encoded)).isTrue();
      return encoded.toArray();
    } finally {
      encoded.release();
    }
  }
}
