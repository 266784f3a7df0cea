package io.github.fer4j.infer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.infer.internal.natives.OpenCv;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class PictureReaderTest {
  private static final PictureReader READER = new PictureReader(PictureLimits.DEFAULT);

  private static final int DAMAGE_STEP = 11;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void everyKindThatJavaWritesIsRead(String format) {
    assertQuadrants(Quadrants.encoded(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "animated-lossy.webp", "animated-lossless.webp"})
  void cmykAndTheFirstFrameOfAnimationsAreRead(String resource) {
    assertQuadrants(Quadrants.resource(resource));
  }

  @Test
  void stillWebpIsRead() {
    assertQuadrants(byOpenCv(".webp", Picture.of(Quadrants.image()).pixels()));
  }

  @Test
  void anAnimationWithTransparencyIsLaidOverWhite() {
    try (Picture picture =
        READER.decode(Quadrants.resource("animated-alpha.webp"), "animated.webp")) {
      Quadrants.assertShown(
          picture,
          new Color(255, 127, 127),
          new Color(127, 255, 127),
          new Color(127, 127, 255),
          Color.WHITE);
    }
  }

  @Test
  void paletteAndGrayAndSixteenBitsBecomeEightBitsOfColor() {
    assertQuadrants(Quadrants.encoded(Quadrants.image(BufferedImage.TYPE_BYTE_INDEXED), "png"));

    try (Picture gray = READER.decode(sixteenBitGray(), "gray.png")) {
      assertThat(gray.pixels().type()).isEqualTo(CvType.CV_8UC3);
      assertThat(gray.pixels().get(0, 0)).containsExactly(0, 0, 0);
      assertThat(gray.pixels().get(0, 1)).containsExactly(128, 128, 128);
      assertThat(gray.pixels().get(0, 2)).containsExactly(255, 255, 255);
    }
  }

  @Test
  void sixteenBitColorIsRead() {
    try (Picture picture = Picture.of(Quadrants.image())) {
      Mat wide = new Mat();
      picture.pixels().convertTo(wide, CvType.CV_16U, 257);
      assertQuadrants(byOpenCv(".png", wide));
      assertQuadrants(byOpenCv(".tiff", wide));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void aTiffHasThePixelsOfThePngOfTheSamePicture(int type) {
    BufferedImage image = new BufferedImage(256, 4, type);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.setRGB(x, y, 0xFF000000 | x << 16 | x << 8 | x);
      }
    }
    try (Picture png = READER.decode(Quadrants.encoded(image, "png"), "a.png");
        Picture tiff = READER.decode(Quadrants.encoded(image, "tiff"), "a.tiff")) {
      assertThat(Core.norm(png.pixels(), tiff.pixels(), Core.NORM_INF)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void whatIsTransparentIsWhite() {
    BufferedImage image = Quadrants.image(BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setComposite(AlphaComposite.Clear);
    graphics.fillRect(0, 0, Quadrants.WIDTH / 2, Quadrants.HEIGHT / 2);
    graphics.dispose();

    try (Picture picture = READER.decode(Quadrants.encoded(image, "png"), "clear.png")) {
      Quadrants.assertShown(picture, Color.WHITE, Color.GREEN, Color.BLUE, Color.WHITE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void picturesAreTurnedUprightByTheirExifOrientation(int orientation) {
    byte[] jpeg =
        ExifPictures.jpeg(
            Quadrants.encoded(ExifPictures.stored(Quadrants.image(), orientation), "jpg"),
            orientation);
    assertQuadrants(jpeg);
    byte[] png =
        ExifPictures.png(
            Quadrants.encoded(ExifPictures.stored(Quadrants.image(), orientation), "png"),
            orientation);
    assertQuadrants(png);
    assertQuadrants(
        ExifPictures.tiff(ExifPictures.stored(Quadrants.image(), orientation), orientation));
  }

  @Test
  void damagedExifDataLeaveThePictureAsItIs() {
    assertQuadrants(ExifPictures.jpeg(Quadrants.encoded("jpg"), 9));
    byte[] jpeg = ExifPictures.jpeg(Quadrants.encoded("jpg"), 6);
    jpeg[16] = 0x7F; // the offset of the directory leads nowhere
    assertQuadrants(jpeg);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void whatIsReadInGrayIsTheGrayOfWhatIsReadInColor(String format) throws IOException {
    assertGrayAsInColor(Quadrants.encoded(format), format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "animated-lossy.webp", "animated-alpha.webp"})
  void oddFormsAreReadInGrayToo(String resource) throws IOException {
    assertGrayAsInColor(Quadrants.resource(resource), resource);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void grayPicturesAreTurnedUprightToo(int orientation) throws IOException {
    assertGrayAsInColor(
        ExifPictures.jpeg(
            Quadrants.encoded(ExifPictures.stored(Quadrants.image(), orientation), "jpg"),
            orientation),
        "");
    assertGrayAsInColor(
        ExifPictures.tiff(ExifPictures.stored(Quadrants.image(), orientation), orientation), "");
  }

  /** At the borders of strong colors a JPEG's gray is sharper than that of its colors. */
  private void assertGrayAsInColor(byte[] content, String suffix) throws IOException {
    Path file = Files.write(folder.resolve("picture." + suffix), content);
    Mat difference = new Mat();
    try (Picture color = READER.read(file);
        Picture gray = READER.gray().read(file)) {
      assertThat(gray.isGray()).isTrue();
      assertThat(color.isGray()).isFalse();
      Core.absdiff(gray.pixels(), color.gray(), difference);
      assertThat(Core.mean(difference).val[0]).isLessThan(2);
    }
  }

  @Test
  void aPictureOfOnePixelIsRead() {
    BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    try (Picture picture = READER.decode(Quadrants.encoded(dot, "png"), "dot.png")) {
      assertThat(picture.width()).isEqualTo(1);
      assertThat(picture.height()).isEqualTo(1);
    }
  }

  @Test
  void aTextFileWithAPicturesNameIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("note.jpg"), "Dear diary");

    assertThatThrownBy(() -> READER.read(file))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("expected a JPEG, PNG, WebP, GIF, BMP or TIFF picture");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.jpg"));

    assertThatThrownBy(() -> READER.read(file))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("found an empty file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void aPictureCutOffAnywhereIsRefusedWithItsName(String format) {
    byte[] whole = Quadrants.encoded(noise(), format);
    for (int percent : new int[] {1, 10, 30, 50, 70, 90, 97}) {
      byte[] part = Arrays.copyOf(whole, Math.max(1, whole.length * percent / 100));
      assertThatThrownBy(() -> READER.decode(part, "part." + format).close())
          .as(percent + " % of a " + format)
          .isInstanceOf(MalformedPictureException.class)
          .hasMessageContaining("part." + format);
    }
  }

  @Test
  void aJpegThatStopsBeforeItsLastBytesIsRefused() {
    byte[] whole = Quadrants.encoded(noise(), "jpg");

    assertThatThrownBy(() -> READER.decode(Arrays.copyOf(whole, whole.length - 2), "part.jpg"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("byte " + (whole.length - 2))
        .hasMessageContaining("the end of the file");
  }

  @Test
  void aWebpCutOffIsRefused() {
    byte[] whole = Quadrants.resource("animated-lossy.webp");

    assertThatThrownBy(() -> READER.decode(Arrays.copyOf(whole, 100), "part.webp"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("a WebP file of 426 bytes");
  }

  @Test
  void aHugePictureIsRefusedFromItsHeader() {
    assertThatThrownBy(() -> READER.decode(Quadrants.pngThatClaims(60_000, 60_000), "huge.png"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("huge.png, header")
        .hasMessageContaining("at most 100000000 pixels")
        .hasMessageContaining("found 60000x60000");
  }

  @ParameterizedTest
  @CsvSource({"jpg, 5, 7", "gif, 0, 0", "bmp, 18, 22"})
  void everyKindIsRefusedFromItsHeaderWhenItClaimsTooMuch(String format) {
    PictureReader strict = new PictureReader(new PictureLimits(1000_000, 900));

    assertThatThrownBy(() -> strict.decode(Quadrants.encoded(format), "large." + format))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("found 40x24");
  }

  @Test
  void aPictureWithoutPixelsIsRefused() {
    assertThatThrownBy(() -> READER.decode(Quadrants.pngThatClaims(0, 5), "flat.png"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("0x5");
  }

  @Test
  void aFileLargerThanTheLimitIsNotRead() throws IOException {
    PictureReader strict = new PictureReader(new PictureLimits(10, 1000));
    Path file = Files.write(folder.resolve("large.png"), Quadrants.encoded("png"));

    assertThatThrownBy(() -> strict.read(file))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("at most 10 bytes");
  }

  @Test
  void foldersAndAbsentFilesAreNamed() {
    assertThatThrownBy(() -> READER.read(folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("a folder, not a picture");
    assertThatThrownBy(() -> READER.read(folder.resolve("absent.jpg")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent.jpg: no such file");
  }

  @Test
  void heifIsNamed() {
    byte[] heif = "\0\0\0\u0018ftypheic".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> READER.decode(heif, "phone.heic"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("Save it as JPEG or PNG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.png",
        "it's \"quoted\".png",
        "line\nbreak.png",
        "微笑 ❤ ещё.png",
        "%s$HOME;.png"
      })
  void anyNameWillDo(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), Quadrants.encoded("png"));

    try (Picture picture = READER.read(file)) {
      Quadrants.assertShown(picture);
    }
  }

  @Test
  void everyDamageIsToldAndNothingElseHappens() {
    for (String format : new String[] {"jpg", "png", "gif", "bmp", "tiff"}) {
      byte[] whole = Quadrants.encoded(format);
      for (int at = 0; at < whole.length; at += DAMAGE_STEP) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) 0xFF;
        try {
          READER.decode(damaged, "damaged." + format).close();
        } catch (MalformedPictureException e) {
          assertThat(e).hasMessageStartingWith("damaged." + format);
        }
      }
    }
  }

  private static void assertQuadrants(byte[] content) {
    try (Picture picture = READER.decode(content, "picture")) {
      assertThat(picture.pixels().type()).isEqualTo(CvType.CV_8UC3);
      Quadrants.assertShown(picture);
    }
  }

  private static byte[] byOpenCv(String ending, Mat pixels) {
    OpenCv.load();
    MatOfByte out = new MatOfByte();
    assertThat(Imgcodecs.imencode(ending, pixels, out)).isTrue();
    return out.toArray();
  }

  private static byte[] sixteenBitGray() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    WritableRaster raster = image.getRaster();
    raster.setSample(1, 0, 0, 128 * 257);
    raster.setSample(2, 0, 0, 65_535);
    return Quadrants.encoded(image, "png");
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, i * 0x9E3779B1);
    }
    return image;
  }
}
