package io.github.fer4j.infer.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The mark in pictures that fer4j wrote: a comment segment at the start of a JPEG, a text chunk
 * behind the header of a PNG.
 */
final class WriterMark {
  private static final byte[] COMMENT = "Written by fer4j".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNK = "tEXtSoftware\0fer4j".getBytes(StandardCharsets.US_ASCII);
  private static final int JPEG_START = 2;
  private static final int PNG_HEADER_END = 33;

  /** How far into a file the mark ends. */
  static final int REACH = 64;

  private WriterMark() {}

  /** An encoded JPEG or PNG with the mark. */
  static byte[] in(byte[] picture, boolean jpeg) {
    int at = jpeg ? JPEG_START : PNG_HEADER_END;
    byte[] mark = mark(jpeg);
    return ByteBuffer.allocate(picture.length + mark.length)
        .put(picture, 0, at)
        .put(mark)
        .put(picture, at, picture.length - at)
        .array();
  }

  /** Whether the first {@link #REACH} bytes of a file have the mark. */
  static boolean isIn(byte[] start) {
    return has(start, JPEG_START, mark(true)) || has(start, PNG_HEADER_END, mark(false));
  }

  private static boolean has(byte[] start, int at, byte[] mark) {
    int end = at + mark.length;
    return start.length >= end && Arrays.equals(start, at, end, mark, 0, mark.length);
  }

  private static byte[] mark(boolean jpeg) {
    if (jpeg) {
      return ByteBuffer.allocate(COMMENT.length + 4)
          .putShort((short) 0xFFFE)
          .putShort((short) (COMMENT.length + 2))
          .put(COMMENT)
          .array();
    }
    CRC32 crc = new CRC32();
    crc.update(CHUNK);
    int content = CHUNK.length - 4;
    return ByteBuffer.allocate(CHUNK.length + 8)
        .putInt(content)
        .put(CHUNK)
        .putInt((int) crc.getValue())
        .array();
  }
}
