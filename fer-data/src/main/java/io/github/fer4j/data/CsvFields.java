package io.github.fer4j.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the fields of one line stand. Quotes around a field and blanks outside them are not part of
 * it. A field in quotes may hold commas, but no end of line: no field of FER2013 does.
 */
final class CsvFields {
  private static final int EXPECTED_FIELDS = 8;
  private static final int LONGEST_QUOTATION = 40;

  private byte[] line;
  private int[] starts = new int[EXPECTED_FIELDS];
  private int[] ends = new int[EXPECTED_FIELDS];
  private int count;

  /**
   * Splits a line.
   *
   * @return false if a quoted field is not closed, or is followed by something else than a comma
   */
  boolean split(byte[] bytes, int from, int to) {
    line = bytes;
    count = 0;
    int at = from;
    while (at <= to) {
      int first = skipBlanks(at, to);
      int comma = first < to && bytes[first] == '"' ? quoted(first + 1, to) : bare(first, to);
      if (comma < 0) {
        return false;
      }
      at = comma + 1;
    }
    return true;
  }

  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** The field as text. */
  String text(int field) {
    return new String(line, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
  }

  /** A field for a message: in quotes, shortened if long. */
  String quotation(int field) {
    return quotation(line, starts[field], ends[field]);
  }

  /** A stretch of a line for a message: in quotes, shortened if long, nothing unprintable in it. */
  static String quotation(byte[] line, int from, int to) {
    int shown = Math.min(to - from, LONGEST_QUOTATION);
    String text = new String(line, from, shown, StandardCharsets.UTF_8);
    return "'" + text.replaceAll("[^\\p{Print}]", "?") + (shown < to - from ? "..." : "") + "'";
  }

  private int bare(int first, int to) {
    int comma = first;
    while (comma < to && line[comma] != ',') {
      comma++;
    }
    int end = comma;
    while (end > first && isBlank(line[end - 1])) {
      end--;
    }
    add(first, end);
    return comma;
  }

  private int quoted(int first, int to) {
    int close = first;
    while (close < to && line[close] != '"') {
      close++;
    }
    int comma = skipBlanks(close + 1, to);
    if (close >= to || comma < to && line[comma] != ',') {
      return -1;
    }
    add(first, close);
    return comma;
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  private int skipBlanks(int from, int to) {
    int at = from;
    while (at < to && isBlank(line[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }
}
