package io.github.fer4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the header says that the three columns stand, and how many columns there are in all.
 *
 * @param emotion index of the {@code emotion} column, from 0
 * @param pixels index of the {@code pixels} column
 * @param usage index of the {@code Usage} column
 * @param count how many fields a row must have
 */
record FerColumns(int emotion, int pixels, int usage, int count) {
  private static final String EXPECTED = "a header with the columns emotion, pixels and Usage";
  private static final int MOST_NAMED = 6;

  /**
   * Reads a header. Case, order and blanks around the names do not matter; other columns are passed
   * over.
   *
   * @throws MalformedDataException if one of the three is missing or stands there twice
   */
  static FerColumns ofHeader(String resource, CsvFields header) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < header.count(); field++) {
      names.add(header.text(field).strip().toLowerCase(Locale.ROOT));
    }
    FerColumns columns =
        new FerColumns(
            names.indexOf("emotion"),
            names.indexOf("pixels"),
            names.indexOf("usage"),
            names.size());
    if (Math.min(columns.emotion, Math.min(columns.pixels, columns.usage)) < 0) {
      throw malformed(resource, header);
    }
    if (columns.emotion != names.lastIndexOf("emotion")
        || columns.pixels != names.lastIndexOf("pixels")
        || columns.usage != names.lastIndexOf("usage")) {
      throw malformed(resource, header);
    }
    return columns;
  }

  private static MalformedDataException malformed(String resource, CsvFields header) {
    List<String> found = new ArrayList<>();
    for (int field = 0; field < Math.min(header.count(), MOST_NAMED); field++) {
      found.add(header.quotation(field));
    }
    String more =
        header.count() > MOST_NAMED ? " and " + (header.count() - MOST_NAMED) + " more" : "";
    return MalformedDataException.inFile(
        resource,
        "header",
        EXPECTED + ", each once",
        String.join(", ", found) + more,
        "Give the FER2013 CSV, or add the header line emotion,pixels,Usage.");
  }
}
