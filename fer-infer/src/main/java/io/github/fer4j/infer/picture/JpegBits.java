package io.github.fer4j.infer.picture;

/**
 * The coded bits of a JPEG scan (ITU-T T.81, F.2.2.5), up to the next marker. Behind it come zeros,
 * which nobody may use.
 */
final class JpegBits {
  private static final int MARKER = 0xFF;
  private static final int RESTART = 0xD0;
  private static final int RESTARTS = 8;
  private static final int PEEK = 16;

  private final byte[] bytes;
  private int at;
  private long bits;
  private int available;
  private int zeros;

  JpegBits(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** Where it reads, for messages. */
  int position() {
    return at;
  }

  /** The next symbol by a table of {@link JpegHuffman}, or -1 if no code is like this. */
  int symbol(JpegHuffman.Table table) {
    if (available < PEEK) {
      fill();
    }
    int entry = table.entry((int) (bits >>> available - PEEK) & 0xFFFF);
    available -= entry >> Byte.SIZE;
    return entry == 0 ? -1 : entry & 0xFF;
  }

  /** As {@link #symbol}, and passes over the bits that the symbol's lower half counts. */
  int symbolAndValue(JpegHuffman.Table table) {
    if (available < 2 * PEEK) {
      fill();
    }
    int entry = table.entry((int) (bits >>> available - PEEK) & 0xFFFF);
    available -= (entry >> Byte.SIZE) + (entry & 0xF);
    return entry == 0 ? -1 : entry & 0xFF;
  }

  /** The next bits as a number; 16 at most. */
  int number(int count) {
    if (available < PEEK) {
      fill();
    }
    available -= count;
    return (int) (bits >>> available) & (1 << count) - 1;
  }

  /** Whether bits were used that are not there. */
  boolean exhausted() {
    return available < zeros;
  }

  /** Goes behind the restart marker that must be next; false if it is not there. */
  boolean restart() {
    bits = 0;
    available = 0;
    zeros = 0;
    while (at + 1 < bytes.length && (bytes[at] & MARKER) != MARKER) {
      at++;
    }
    while (at + 1 < bytes.length && (bytes[at + 1] & MARKER) == MARKER) {
      at++;
    }
    int marker = at + 1 < bytes.length ? (bytes[at + 1] & MARKER) - RESTART : -1;
    at += 2;
    return marker >= 0 && marker < RESTARTS;
  }

  private void fill() {
    if (available <= Integer.SIZE && at + Integer.BYTES <= bytes.length && takeFour()) {
      return;
    }
    while (available <= Long.SIZE - 2 * Byte.SIZE) {
      int next = at < bytes.length ? bytes[at] & MARKER : MARKER;
      if (next != MARKER) {
        at++;
      } else if (at + 1 < bytes.length && bytes[at + 1] == 0) {
        at += 2;
      } else {
        next = 0;
        zeros += Byte.SIZE;
      }
      bits = bits << Byte.SIZE | next;
      available += Byte.SIZE;
    }
  }

  // Nearly all bytes stand for themselves: then four at once, which takes half the time.
  private boolean takeFour() {
    byte first = bytes[at];
    byte second = bytes[at + 1];
    byte third = bytes[at + 2];
    byte fourth = bytes[at + 3];
    if (first == -1 || second == -1 || third == -1 || fourth == -1) {
      return false;
    }
    int four = first << 24 | (second & MARKER) << 16 | (third & MARKER) << 8 | fourth & MARKER;
    bits = bits << Integer.SIZE | four & 0xFFFFFFFFL;
    available += Integer.SIZE;
    at += Integer.BYTES;
    return true;
  }
}
