package io.github.fer4j.infer.picture;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B), up to the marker that ends it: decoders paint
 * the missing part of a file without it in gray and say nothing.
 */
final class JpegStructure {
  private static final int MARKER = 0xFF;
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int EXIF_SEGMENT = 0xE1;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int STUFFED = 0x00;
  private static final int TEMPORARY = 0x01;

  private static final int COEFFICIENT_BYTES = 2;

  private static final String EXIF = "Exif\0\0";

  private final Content file;
  private long width;
  private long height;
  private double bytesPerPixel;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegStructure(Content file) {
    this.file = file;
  }

  static PictureHeader header(Content file) {
    return new JpegStructure(file).walk();
  }

  private PictureHeader walk() {
    long at = 0;
    while (true) {
      at = nextMarker(file, at);
      int marker = file.u8(at + 1);
      if (marker == END) {
        return new PictureHeader(width, height, orientation, bytesPerPixel);
      }
      at += 2;
      if (!standsAlone(marker)) {
        at = segment(marker, at);
      }
    }
  }

  // Between a scan's coded bytes and the next marker, and over stray bytes between segments.
  static long nextMarker(Content file, long from) {
    byte[] bytes = file.bytes();
    for (int at = (int) from; at < bytes.length - 1; at++) {
      int following = bytes[at + 1] & MARKER;
      if ((bytes[at] & MARKER) == MARKER && following != STUFFED && following != MARKER) {
        return at;
      }
    }
    throw file.cutOff("the marker that ends a JPEG");
  }

  static boolean standsAlone(int marker) {
    return marker == START
        || marker == TEMPORARY
        || marker >= FIRST_RESTART && marker <= LAST_RESTART;
  }

  private long segment(int marker, long at) {
    int length = file.u16(at);
    if (length < 2) {
      throw file.damaged(at, "a segment length of at least 2", "" + length);
    }
    if (isFrame(marker)) {
      frame(marker, at);
    } else if (marker == EXIF_SEGMENT && file.hasText(at + 2, EXIF)) {
      orientation = TiffStructure.orientation(file, at + 2 + EXIF.length());
    } else if (marker == START_OF_SCAN && width == 0) {
      throw file.damaged(at, "the picture's size before its pixels", "none");
    }
    return at + length;
  }

  // Decoders differ in which of two frames they take.
  private void frame(int marker, long at) {
    if (width > 0) {
      throw file.damaged(at, "one picture", "a second frame header");
    }
    height = file.u16(at + 3);
    width = file.u16(at + 5);
    int components = file.u8(at + 7);
    bytesPerPixel = Math.max(PictureHeader.COLOR, components);
    boolean progressive = (marker & 3) == 2;
    if (progressive) {
      bytesPerPixel += COEFFICIENT_BYTES * samplesPerPixel(at + 8, components);
    }
  }

  // A progressive picture's coefficients are all held in memory.
  private double samplesPerPixel(long at, int components) {
    int most = 1;
    int sum = 0;
    for (int i = 0; i < components; i++) {
      int factors = file.u8(at + 3L * i + 1);
      int samples = (factors >> 4) * (factors & 0xF);
      most = Math.max(most, samples);
      sum += samples;
    }
    return (double) sum / most;
  }

  // C0 to CF, without the tables C4 and CC and the reserved C8.
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
