package io.github.fer4j.data;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is given in place of a CSV by mistake, told from its first line. */
enum FileKind {
  UTF_16("text in UTF-16", "Save it again as UTF-8."),
  TAR("a tar archive", "Unpack it and give the CSV in it."),
  BINARY("binary data", "Give the FER2013 CSV (.csv, .csv.gz or a .zip that holds it)."),
  LONG_LINE(
      "a first line of more than " + CsvLines.MAX_LENGTH + " bytes",
      "Give the FER2013 CSV, whose first line is emotion,pixels,Usage.");

  private static final String TAR_MAGIC = "ustar";
  private static final int TAR_MAGIC_OFFSET = 257;

  private final String description;
  private final String advice;

  FileKind(String description, String advice) {
    this.description = description;
    this.advice = advice;
  }

  String description() {
    return description;
  }

  String advice() {
    return advice;
  }

  /** The kind of a first line that cannot be a header; empty if it can. */
  static Optional<FileKind> ofFirstLine(CsvLines lines) {
    if (lines.overlong()) {
      return Optional.of(LONG_LINE);
    }
    byte[] bytes = lines.buffer();
    int start = lines.start();
    int length = lines.end() - start;
    if (length >= 2 && isUtf16Mark(bytes[start] & 0xFF, bytes[start + 1] & 0xFF)) {
      return Optional.of(UTF_16);
    }
    if (length >= TAR_MAGIC_OFFSET + TAR_MAGIC.length()
        && TAR_MAGIC.equals(
            new String(
                bytes, start + TAR_MAGIC_OFFSET, TAR_MAGIC.length(), StandardCharsets.US_ASCII))) {
      return Optional.of(TAR);
    }
    return hasControlCharacter(bytes, start, lines.end()) ? Optional.of(BINARY) : Optional.empty();
  }

  private static boolean isUtf16Mark(int first, int second) {
    return first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
  }

  private static boolean hasControlCharacter(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= 0 && bytes[at] < ' ' && bytes[at] != '\t') {
        return true;
      }
    }
    return false;
  }
}
