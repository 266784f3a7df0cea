package io.github.fer4j.infer.picture;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The first directory of a TIFF structure (TIFF 6.0, section 2), which is a TIFF file's header and
 * also the form of the Exif data inside JPEG, PNG and WebP files.
 *
 * <p>Of a TIFF file everything is checked that a decoder takes sizes from: an old libtiff believes
 * them.
 */
final class TiffStructure {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_LENGTHS = 279;
  private static final int PLANES = 284;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int SAMPLE_FORMAT = 339;

  private static final int HORIZONTAL = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY_SIZE = 12;
  private static final int LARGEST_TILE = 65_536;
  private static final int MOST_SAMPLES = 5;
  private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L);

  /** None, fax, LZW, JPEG, deflate, PackBits. */
  private static final Set<Long> COMPRESSIONS =
      Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 32_773L, 32_946L);

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
      return Orientation.ofExif(at(file, start).value(ORIENTATION, 0));
    } catch (MalformedPictureException e) {
      return Orientation.UPRIGHT;
    }
  }

  PictureHeader header() {
    long width = value(WIDTH, 0);
    long height = value(HEIGHT, 0);
    long samples = value(SAMPLES, 1);
    long depth = value(BITS, 1);
    require(
        "samples a pixel: 1 to " + MOST_SAMPLES, samples >= 1 && samples <= MOST_SAMPLES, samples);
    require(
        "bits a sample: 1, 2, 4, 8 or 16", allAre(BITS, depth) && DEPTHS.contains(depth), depth);
    long format = value(SAMPLE_FORMAT, 1);
    require(
        "sample format 1 (whole numbers)", allAre(SAMPLE_FORMAT, format) && format == 1, format);
    long compression = value(COMPRESSION, 1);
    require("a usual compression", COMPRESSIONS.contains(compression), compression);
    double bytesPerPixel = Math.max(PictureHeader.COLOR_AND_ALPHA, samples * depth / 8.0);
    if (width > 0 && height > 0) {
      long planes = value(PLANES, 1) == 2 ? samples : 1;
      bytesPerPixel *= values(TILE_WIDTH).length > 0 ? tiles(width, height, planes) : 1;
      if (values(TILE_WIDTH).length == 0) {
        long rows = Math.max(1, Math.min(height, value(ROWS_PER_STRIP, height)));
        requireParts(STRIP_OFFSETS, STRIP_LENGTHS, ceiling(height, rows) * planes);
      }
    }
    return new PictureHeader(
        width, height, Orientation.ofExif(value(ORIENTATION, 0)), bytesPerPixel);
  }

  // Pixels of the tiles over pixels of the picture.
  private double tiles(long width, long height, long planes) {
    long tileWidth = value(TILE_WIDTH, 0);
    long tileHeight = value(TILE_HEIGHT, 0);
    boolean fits = tileWidth > 0 && tileHeight > 0;
    fits &= tileWidth <= LARGEST_TILE && tileHeight <= LARGEST_TILE;
    require("tiles of 1 to " + LARGEST_TILE + " pixels", fits, tileWidth + "x" + tileHeight);
    long across = ceiling(width, tileWidth);
    long down = ceiling(height, tileHeight);
    requireParts(TILE_OFFSETS, TILE_LENGTHS, across * down * planes);
    return (double) across * tileWidth * down * tileHeight / ((double) width * height);
  }

  private static long ceiling(long whole, long part) {
    return (whole + part - 1) / part;
  }

  private void requireParts(int offsetsTag, int lengthsTag, long parts) {
    long[] offsets = values(offsetsTag);
    long[] lengths = values(lengthsTag);
    require(
        parts + " parts",
        offsets.length == parts && lengths.length == parts,
        offsets.length + " offsets and " + lengths.length + " lengths");
    for (int i = 0; i < offsets.length; i++) {
      require(
          "parts within a file of " + file.length() + " bytes",
          offsets[i] + lengths[i] <= file.length() - start,
          lengths[i] + " bytes at " + offsets[i]);
    }
  }

  /** The differences that stand for 16-bit samples, if that is how they are kept. */
  Optional<TiffDifferences> differences() {
    boolean differ = value(PREDICTOR, 1) == HORIZONTAL && value(BITS, 1) == Short.SIZE;
    long width = value(TILE_WIDTH, value(WIDTH, 1));
    return differ ? Optional.of(new TiffDifferences((int) width)) : Optional.empty();
  }

  /** The file's bytes, which say that samples are kept as they are. */
  byte[] withoutPredictor() {
    byte[] bytes = file.bytes().clone();
    int value = (int) entry(PREDICTOR).orElseThrow() + 8;
    bytes[value] = (byte) (little ? 1 : 0);
    bytes[value + 1] = (byte) (little ? 0 : 1);
    return bytes;
  }

  private boolean allAre(int tag, long expected) {
    return Arrays.stream(values(tag)).allMatch(value -> value == expected);
  }

  private void require(String expected, boolean fulfilled, Object found) {
    if (!fulfilled) {
      throw file.damaged(start + u32(start + 4), expected, String.valueOf(found));
    }
  }

  private long value(int tag, long otherwise) {
    long[] values = values(tag);
    return values.length == 0 ? otherwise : values[0];
  }

  // Empty if the directory has no such entry.
  private long[] values(int tag) {
    OptionalLong entry = entry(tag);
    return entry.isPresent() ? values(entry.getAsLong()) : new long[0];
  }

  private OptionalLong entry(int tag) {
    long directory = start + u32(start + 4);
    int entries = u16(directory);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_SIZE;
      if (u16(entry) == tag) {
        return OptionalLong.of(entry);
      }
    }
    return OptionalLong.empty();
  }

  private long[] values(long entry) {
    int type = u16(entry + 2);
    long count = u32(entry + 4);
    if (type != SHORT && type != LONG) {
      throw file.damaged(entry, "a number of 16 or 32 bits", "field type " + type);
    }
    int size = type == SHORT ? Short.BYTES : Integer.BYTES;
    if (count > file.length() / size) {
      throw file.damaged(entry, "a list that fits into the file", count + " numbers");
    }
    long at = count * size <= Integer.BYTES ? entry + 8 : start + u32(entry + 8);
    long[] values = new long[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = type == SHORT ? u16(at + (long) i * size) : u32(at + (long) i * size);
    }
    return values;
  }

  private int u16(long at) {
    return little ? file.u16Little(at) : file.u16(at);
  }

  private long u32(long at) {
    return little ? file.u32Little(at) : file.u32(at);
  }
}
