package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import java.util.Collections;

/** Pieces of FER2013 files, for tests. */
final class CsvText {
  static final String HEADER = "emotion,pixels,Usage\n";

  private CsvText() {}

  /** A row with bare pixels, all of one gray. */
  static String row(int code, int gray, String usage) {
    return code + "," + pixels(FaceImage.PIXELS, gray) + "," + usage + "\n";
  }

  /** So many pixels of one gray, with blanks between them. */
  static String pixels(int count, int gray) {
    return String.join(" ", Collections.nCopies(count, Integer.toString(gray)));
  }
}
