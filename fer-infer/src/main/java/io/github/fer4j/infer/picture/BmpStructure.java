package io.github.fer4j.infer.picture;

/** The header of a BMP file, in its old (12 bytes) and its later (40 bytes and more) form. */
final class BmpStructure {
  private static final int HEADER_SIZE = 14;
  private static final int OLD_HEADER = 12;
  private static final int WIDTH = 18;

  private BmpStructure() {}

  static PictureHeader header(Content file) {
    if (file.u32Little(HEADER_SIZE) == OLD_HEADER) {
      return new PictureHeader(
          file.u16Little(WIDTH),
          file.u16Little(WIDTH + 2),
          Orientation.UPRIGHT,
          PictureHeader.COLOR_AND_ALPHA);
    }
    // A negative height says that the rows run from the top.
    int width = (int) file.u32Little(WIDTH);
    long height = Math.abs((long) (int) file.u32Little(WIDTH + 4));
    return new PictureHeader(width, height, Orientation.UPRIGHT, PictureHeader.COLOR_AND_ALPHA);
  }
}
