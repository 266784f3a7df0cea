package io.github.fer4j.infer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that a file claims are those that its decoder uses, or the file is refused. */
class ClaimedSizesTest {
  private static final PictureReader READER = new PictureReader(PictureLimits.DEFAULT);
  private static final int START_OF_FRAME = 0xC0;

  @Test
  void aSecondFrameHeaderInAJpegIsRefused() {
    byte[] jpeg = Quadrants.encoded("jpg");
    int frame = frameHeader(jpeg);
    int length = 2 + ByteBuffer.wrap(jpeg).getShort(frame + 2);
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(jpeg, 0, jpeg.length - 2);
    two.write(jpeg, frame, length);
    two.write(jpeg, jpeg.length - 2, 2);
    assertRefused(two.toByteArray(), "a second frame header");
  }

  @Test
  void aJpegThatClaimsManyPixelsIsRefused() {
    byte[] jpeg = Quadrants.encoded("jpg");
    ByteBuffer.wrap(jpeg).putShort(frameHeader(jpeg) + 5, (short) 20_000);
    ByteBuffer.wrap(jpeg).putShort(frameHeader(jpeg) + 7, (short) 20_000);
    assertRefused(jpeg, "found 20000x20000");
  }

  @Test
  void theCoefficientsOfProgressiveJpegsCountAsMemory() {
    byte[] jpeg = Quadrants.encoded("jpg");
    int frame = frameHeader(jpeg);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 10_000);
    ByteBuffer.wrap(jpeg).putShort(frame + 7, (short) 9_000);
    jpeg[frame + 1] = (byte) (START_OF_FRAME + 2);
    assertRefused(jpeg, "decodes to at most 400000000 bytes");
  }

  @Test
  void aWebpWhoseSizeComesLateIsRefused() {
    byte[] lossless = chunk("VP8L", new byte[] {0x2F, 0x7F, (byte) 0xFE, (byte) 0x9F, 0x0F, 0, 0});
    byte[] extended = chunk("VP8X", new byte[] {0, 0, 0, 0, 15, 0, 0, 15, 0, 0});
    assertRefused(riff(lossless, extended), "the size of a WebP in its first chunk");
    assertRefused(riff(extended, lossless), "expected a picture of 16x16");
    assertRefused(riff(lossless), "found 16000x16000");
  }

  @Test
  void anAnimationWhoseFrameHoldsALargerPictureIsRefused() {
    byte[] animated = Quadrants.resource("animated-lossless.webp");
    int at = new String(animated, StandardCharsets.ISO_8859_1).indexOf("VP8L") + 9;
    animated[at] = (byte) 0xFF;
    animated[at + 1] |= 0x3F;
    assertRefused(animated, "expected a picture of 40x24");
  }

  @Test
  void stripsBeyondTheEndOfATiffAreRefused() {
    assertTiffRefused(279, 0x7FFFFFF0, "parts within a file of");
    assertTiffRefused(279, 0xFFFFFFFF, "parts within a file of");
    assertTiffRefused(273, 1 << 30, "parts within a file of");
    assertTiffRefused(278, 1, "expected 24 parts, found 1 offsets");
  }

  @ParameterizedTest
  @CsvSource({
    "256, -1, found 4294967295x24",
    "257, -1, parts",
    "258, 32, bits a sample",
    "258, 0, bits a sample",
    "259, 6, a usual compression",
    "259, 34676, a usual compression",
    "277, 60000, samples a pixel",
    "277, 0, samples a pixel"
  })
  void whatATiffClaimsIsBounded(int tag, int value, String message) {
    assertTiffRefused(tag, value, message);
  }

  @Test
  void numbersOfSixtyFourBitsInATiffAreRefused() {
    byte[] tiff = tiff();
    ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putShort(entry(tiff, 256) + 2, (short) 16);
    assertRefused(tiff, "field type 16");
  }

  @Test
  void aListLongerThanATiffIsRefused() {
    byte[] tiff = tiff();
    ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(entry(tiff, 279) + 4, 1 << 30);
    assertRefused(tiff, "a list that fits into the file");
  }

  @Test
  void floatingPointTiffsAreRefused() {
    byte[] tiff = withTag(tiff(), 278, 339, 3);
    assertRefused(tiff, "sample format 1 (whole numbers), found 3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, Integer.MAX_VALUE, -1})
  void tilesOfAbsurdSizeAreRefused(int size) {
    byte[] tiff = withTag(withTag(tiff(), 278, 322, size), 279, 323, 16);
    assertRefused(tiff, "expected tiles of 1 to 65536 pixels");
  }

  @Test
  void tilesCountAsMemory() {
    PictureReader strict = new PictureReader(new PictureLimits(1 << 20, 40 * 24));
    byte[] tiff = withTag(withTag(tiff(), 278, 322, 60_000), 279, 323, 60_000);
    tiff = withTag(withTag(tiff, 273, 324, 200), 277, 325, 100);
    byte[] tiled = tiff;
    assertThatThrownBy(() -> strict.decode(tiled, "tiled.tif"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("decodes to at most 3840 bytes");
  }

  @Test
  void sixteenBitsAChannelCountTwice() {
    PictureReader strict = new PictureReader(new PictureLimits(1 << 20, 40 * 24));
    BufferedImage wide = Quadrants.image(BufferedImage.TYPE_USHORT_GRAY);
    assertThatThrownBy(() -> strict.decode(Quadrants.encoded(wide, "png"), "wide.png"))
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageContaining("decodes to at most 3840 bytes")
        .hasMessageContaining("pixels of 8.0 bytes");
    assertThatCode(() -> strict.decode(Quadrants.encoded("png"), "usual.png").close())
        .doesNotThrowAnyException();
  }

  private static void assertTiffRefused(int tag, int value, String message) {
    assertRefused(withTag(tiff(), tag, tag, value), message);
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatThrownBy(() -> READER.decode(content, "hostile").close())
        .isInstanceOf(MalformedPictureException.class)
        .hasMessageStartingWith("hostile")
        .hasMessageContaining(message);
  }

  private static byte[] tiff() {
    return ExifPictures.tiff(Quadrants.image(), 1);
  }

  // The directory entry of a tag gets another tag and value.
  private static byte[] withTag(byte[] tiff, int tag, int newTag, int value) {
    byte[] changed = tiff.clone();
    ByteBuffer.wrap(changed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(entry(tiff, tag), (short) newTag)
        .putInt(entry(tiff, tag) + 8, value);
    return changed;
  }

  private static int entry(byte[] tiff, int tag) {
    ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 10; at < 200; at += 12) {
      if (file.getShort(at) == tag) {
        return at;
      }
    }
    throw new IllegalStateException("no tag " + tag);
  }

  private static int frameHeader(byte[] jpeg) {
    for (int at = 0; at < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) START_OF_FRAME) {
        return at;
      }
    }
    throw new IllegalStateException("no frame header");
  }

  private static byte[] chunk(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + (content.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  private static byte[] riff(byte[]... chunks) {
    int size = 4 + Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
    ByteBuffer file = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size);
    file.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      file.put(chunk);
    }
    assertThat(file.hasRemaining()).isFalse();
    return file.array();
  }
}
