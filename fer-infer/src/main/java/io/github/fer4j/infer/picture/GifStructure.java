package io.github.fer4j.infer.picture;

/**
 * The beginning of a GIF file (CompuServe GIF89a, sections 17 to 24) up to the first frame. A frame
 * has a size of its own, and it is the frame that is decoded.
 */
final class GifStructure {
  private static final int SCREEN_FLAGS = 10;
  private static final int AFTER_SCREEN = 13;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2C;
  private static final int COLOR_TABLE_FLAG = 0x80;
  private static final int COLOR_TABLE_SIZE = 0x07;

  private GifStructure() {}

  static PictureHeader header(Content file) {
    long at = AFTER_SCREEN + colorTable(file.u8(SCREEN_FLAGS));
    while (file.u8(at) == EXTENSION) {
      at = afterBlocks(file, at + 2);
    }
    if (file.u8(at) != IMAGE) {
      throw file.damaged(at, "the first frame of a GIF", "byte " + file.u8(at));
    }
    return new PictureHeader(
        file.u16Little(at + 5),
        file.u16Little(at + 7),
        Orientation.UPRIGHT,
        PictureHeader.COLOR_AND_ALPHA);
  }

  private static long colorTable(int flags) {
    return (flags & COLOR_TABLE_FLAG) == 0 ? 0 : 3L << (flags & COLOR_TABLE_SIZE) + 1;
  }

  // Blocks of a length byte and so many bytes; one of length 0 ends them.
  private static long afterBlocks(Content file, long from) {
    long at = from;
    while (file.u8(at) != 0) {
      at += 1 + file.u8(at);
    }
    return at + 1;
  }
}
