package io.github.fer4j.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of bytes from a stream, one at a time and without a copy, in memory that does not depend on
 * how long a line is. Lines end with LF or CR LF; a UTF-8 byte order mark before the first is
 * passed over.
 */
final class CsvLines {
  /** The longest row of FER2013 has about 9,300 bytes; longer lines than this are not kept. */
  static final int MAX_LENGTH = 1 << 16;

  private static final int BUFFER_SIZE = 4 * MAX_LENGTH;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int start;
  private int end;
  private int next;
  private int filled;
  private long number;
  private boolean overlong;
  private boolean exhausted;

  CsvLines(InputStream stream) {
    this.stream = stream;
  }

  /** Goes to the next line; false when there is none. */
  boolean advance() throws IOException {
    start = next;
    overlong = false;
    int newline = findNewline();
    if (newline < 0 && start == filled && !overlong) {
      return false;
    }
    end = newline < 0 ? filled : newline;
    next = newline < 0 ? filled : newline + 1;
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    if (number++ == 0 && startsWithByteOrderMark()) {
      start += BYTE_ORDER_MARK.length;
    }
    return true;
  }

  /** The array that holds the line, valid until the next {@link #advance()}. */
  byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  int start() {
    return start;
  }

  /** Behind the last byte of the line in the buffer. */
  int end() {
    return end;
  }

  /** Number of the line, from 1. */
  long number() {
    return number;
  }

  /** Whether the line is longer than {@link #MAX_LENGTH}, so that only its tail is held. */
  boolean overlong() {
    return overlong;
  }

  /** Whether the line holds nothing but blanks. */
  boolean isBlank() {
    for (int at = start; at < end; at++) {
      if (buffer[at] != ' ' && buffer[at] != '\t') {
        return false;
      }
    }
    return true;
  }

  private int findNewline() throws IOException {
    int at = start;
    while (true) {
      for (; at < filled; at++) {
        if (buffer[at] == '\n') {
          overlong |= at - start > MAX_LENGTH;
          return at;
        }
      }
      if (at - start > MAX_LENGTH) {
        overlong = true;
        start = filled;
      }
      at -= makeRoom();
      if (!fill()) {
        return -1;
      }
    }
  }

  /** Moves what is held of the line to the front, and says by how much. */
  private int makeRoom() {
    int shift = start;
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= shift;
    start = 0;
    return shift;
  }

  private boolean fill() throws IOException {
    int count = exhausted ? -1 : stream.read(buffer, filled, buffer.length - filled);
    exhausted = count < 0;
    filled += Math.max(count, 0);
    return !exhausted;
  }

  private boolean startsWithByteOrderMark() {
    return end - start >= BYTE_ORDER_MARK.length
        && buffer[start] == BYTE_ORDER_MARK[0]
        && buffer[start + 1] == BYTE_ORDER_MARK[1]
        && buffer[start + 2] == BYTE_ORDER_MARK[2];
  }
}
