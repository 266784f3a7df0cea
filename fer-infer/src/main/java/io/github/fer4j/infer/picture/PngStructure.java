package io.github.fer4j.infer.picture;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file (W3C Portable Network Graphics, section 5), up to the one that ends it.
 */
final class PngStructure {
  private static final int SIGNATURE = 8;
  private static final int LENGTH_AND_TYPE = 8;
  private static final int CHECKSUM = 4;

  /** Four channels of 16 bits, which gray with alpha becomes too. */
  private static final double WIDE = 8;

  private PngStructure() {}

  static PictureHeader header(Content file) {
    if (!file.hasText(SIGNATURE + 4, "IHDR")) {
      throw file.damaged(SIGNATURE, "the header chunk of a PNG", "something else");
    }
    long width = file.u32(SIGNATURE + LENGTH_AND_TYPE);
    long height = file.u32(SIGNATURE + LENGTH_AND_TYPE + 4);
    int depth = file.u8(SIGNATURE + LENGTH_AND_TYPE + 8);
    return new PictureHeader(
        width, height, walk(file), depth > 8 ? WIDE : PictureHeader.COLOR_AND_ALPHA);
  }

  /**
   * The file without the chunks that pixels do not need: profiles, comments, times. Decoding them
   * costs memory that the picture's size says nothing of, and prints warnings.
   */
  static byte[] essentials(Content file) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length());
    kept.write(file.bytes(), 0, SIGNATURE);
    long at = SIGNATURE;
    while (at < file.length()) {
      long size = LENGTH_AND_TYPE + file.u32(at) + CHECKSUM;
      boolean critical = Character.isUpperCase(file.u8(at + 4));
      if (critical || file.hasText(at + 4, "tRNS")) {
        kept.write(file.bytes(), (int) at, (int) Math.min(size, file.length() - at));
      }
      at = file.hasText(at + 4, "IEND") ? file.length() : at + size;
    }
    return kept.toByteArray();
  }

  private static Orientation walk(Content file) {
    Orientation orientation = Orientation.UPRIGHT;
    long at = SIGNATURE;
    while (!file.hasText(at + 4, "IEND")) {
      if (at + LENGTH_AND_TYPE > file.length()) {
        throw file.cutOff("the chunk that ends a PNG");
      }
      if (file.hasText(at + 4, "eXIf")) {
        orientation = TiffStructure.orientation(file, at + LENGTH_AND_TYPE);
      }
      requireChecksum(file, at);
      at += LENGTH_AND_TYPE + file.u32(at) + CHECKSUM;
    }
    return orientation;
  }

  // Of type and content.
  private static void requireChecksum(Content file, long chunk) {
    byte[] covered = file.slice(chunk + 4, 4 + file.u32(chunk));
    CRC32 checksum = new CRC32();
    checksum.update(covered);
    long stored = file.u32(chunk + LENGTH_AND_TYPE + file.u32(chunk));
    if (checksum.getValue() != stored) {
      throw file.damaged(
          chunk,
          "a chunk with checksum " + Long.toHexString(stored),
          Long.toHexString(checksum.getValue()));
    }
  }
}
