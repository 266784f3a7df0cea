package io.github.fer4j.infer.picture;

/**
 * The first directory of a TIFF structure (TIFF 6.0, section 2), which is a TIFF file's header and
 * also the form of the Exif data inside JPEG, PNG and WebP files.
 */
final class TiffStructure {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int ORIENTATION = 274;
  private static final int SHORT = 3;
  private static final int ENTRY_SIZE = 12;

  private final Content file;
  private final long start;
  private final boolean little;

  private TiffStructure(Content file, long start) {
    this.file = file;
    this.start = start;
    this.little = file.hasText(start, "II");
  }

  static boolean begins(Content file, long start) {
    return file.hasText(start, "II*\0") || file.hasText(start, "MM\0*");
  }

  static TiffStructure at(Content file, long start) {
    return new TiffStructure(file, start);
  }

  /** The orientation in Exif data; upright where these are damaged, as other programs have it. */
  static Orientation orientation(Content file, long start) {
    if (!begins(file, start)) {
      return Orientation.UPRIGHT;
    }
    try {
      return Orientation.ofExif(at(file, start).value(ORIENTATION));
    } catch (MalformedPictureException e) {
      return Orientation.UPRIGHT;
    }
  }

  PictureHeader header() {
    return new PictureHeader(value(WIDTH), value(HEIGHT), Orientation.ofExif(value(ORIENTATION)));
  }

  // 0 if the directory has no such entry.
  private long value(int tag) {
    long directory = start + u32(start + 4);
    int entries = u16(directory);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_SIZE;
      if (u16(entry) == tag) {
        return u16(entry + 2) == SHORT ? u16(entry + 8) : u32(entry + 8);
      }
    }
    return 0;
  }

  private int u16(long at) {
    return little ? file.u16Little(at) : file.u16(at);
  }

  private long u32(long at) {
    return little ? file.u32Little(at) : file.u32(at);
  }
}
