package io.github.fer4j.infer.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The chunks of a WebP file (RFC 9649, section 2). OpenCV refuses animated files, so that the first
 * frame of one can be taken out as a file of its own.
 */
final class WebpStructure {
  private static final int CHUNK_HEADER = 8;
  private static final int FIRST_CHUNK = 12;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA_FLAG = 0x10;
  private static final int EXTENDED_SIZE = 10;
  private static final int LOSSY_SIZE_MASK = 0x3FFF;

  private final Content file;
  private long width;
  private long height;
  private Orientation orientation = Orientation.UPRIGHT;
  private long firstFrame = -1;

  private WebpStructure(Content file) {
    this.file = file;
  }

  static WebpStructure of(Content file) {
    WebpStructure structure = new WebpStructure(file);
    structure.walk();
    return structure;
  }

  PictureHeader header() {
    return new PictureHeader(width, height, orientation, PictureHeader.COLOR_AND_ALPHA);
  }

  boolean animated() {
    return firstFrame >= 0;
  }

  /** A still WebP file with the first frame of an animated one. */
  byte[] firstFrame() {
    long size = chunkSize(firstFrame);
    long frame = firstFrame + CHUNK_HEADER;
    byte[] picture = file.slice(frame + FRAME_HEADER, size - FRAME_HEADER);
    ByteArrayOutputStream still = new ByteArrayOutputStream();
    still.writeBytes(ascii("WEBP"));
    still.writeBytes(ascii("VP8X"));
    still.writeBytes(little(EXTENDED_SIZE));
    // The frame's size has the same form in its header as in VP8X.
    boolean alpha = file.hasText(frame + FRAME_HEADER, "ALPH");
    still.writeBytes(little(alpha ? ALPHA_FLAG : 0));
    still.writeBytes(file.slice(frame + 6, 6));
    still.writeBytes(picture);
    ByteArrayOutputStream riff = new ByteArrayOutputStream();
    riff.writeBytes(ascii("RIFF"));
    riff.writeBytes(little(still.size()));
    riff.writeBytes(still.toByteArray());
    return riff.toByteArray();
  }

  private void walk() {
    long end = CHUNK_HEADER + file.u32Little(4);
    if (end > file.length()) {
      throw file.cutOff("a WebP file of " + end + " bytes");
    }
    for (long at = FIRST_CHUNK; at + CHUNK_HEADER <= end; at = after(at)) {
      look(at, at + CHUNK_HEADER);
    }
  }

  private void look(long chunk, long content) {
    if (file.hasText(chunk, "VP8X")) {
      if (chunk != FIRST_CHUNK) {
        throw file.damaged(chunk, "the size of a WebP in its first chunk", "a later one");
      }
      setSize(chunk, file.u24Little(content + 4) + 1L, file.u24Little(content + 7) + 1L);
    } else if (file.hasText(chunk, "EXIF")) {
      orientation = TiffStructure.orientation(file, content);
    } else if (file.hasText(chunk, "ANMF") && firstFrame < 0) {
      firstFrame = chunk;
      width = file.u24Little(content + 6) + 1L;
      height = file.u24Little(content + 9) + 1L;
      for (long at = content + FRAME_HEADER; at < content + chunkSize(chunk); at = after(at)) {
        pixels(at, at + CHUNK_HEADER);
      }
    } else if (firstFrame < 0) {
      pixels(chunk, content);
    }
  }

  // The chunks that hold pixels have a size of their own, which is the one that is decoded.
  private void pixels(long chunk, long content) {
    if (file.hasText(chunk, "VP8 ")) {
      setSize(
          chunk,
          file.u16Little(content + 6) & LOSSY_SIZE_MASK,
          file.u16Little(content + 8) & LOSSY_SIZE_MASK);
    } else if (file.hasText(chunk, "VP8L")) {
      long packed = file.u32Little(content + 1);
      setSize(chunk, (packed & LOSSY_SIZE_MASK) + 1, (packed >> 14 & LOSSY_SIZE_MASK) + 1);
    }
  }

  private void setSize(long chunk, long newWidth, long newHeight) {
    if (width > 0 && (width != newWidth || height != newHeight)) {
      throw file.damaged(
          chunk, "a picture of " + width + "x" + height, "one of " + newWidth + "x" + newHeight);
    }
    width = newWidth;
    height = newHeight;
  }

  private long after(long chunk) {
    long size = chunkSize(chunk);
    return chunk + CHUNK_HEADER + size + (size & 1);
  }

  private long chunkSize(long chunk) {
    return file.u32Little(chunk + 4);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
