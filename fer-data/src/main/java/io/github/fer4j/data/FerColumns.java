package io.github.fer4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the header says that the columns stand, and how many there are in all.
 *
 * @param emotion index of the {@code emotion} column, from 0; -1 if there is none
 * @param pixels index of the {@code pixels} column
 * @param usage index of the column that holds the split; -1 if there is none
 * @param usageChosen whether the user has named that column, so that it may hold other names of
 *     splits than FER2013's
 * @param count how many fields a row must have
 */
record FerColumns(int emotion, int pixels, int usage, boolean usageChosen, int count) {
  static final String EMOTION = "emotion";
  static final String PIXELS = "pixels";
  private static final String USAGE = "usage";
  private static final int MOST_NAMED = 6;

  /** Whether there is a column for the split. */
  boolean hasUsage() {
    return usage >= 0;
  }

  /**
   * Reads a header. Case, order and blanks around the names do not matter; other columns are passed
   * over.
   *
   * @param splitColumn name of the column for the split, if it is another than Usage
   * @throws MalformedDataException if a column is missing (Usage may be) or stands there twice
   */
  static FerColumns ofHeader(String resource, CsvFields header, Optional<String> splitColumn) {
    List<String> names = names(header);
    String usage = splitColumn.map(FerColumns::normal).orElse(USAGE);
    FerColumns columns =
        new FerColumns(
            names.indexOf(EMOTION),
            names.indexOf(PIXELS),
            names.indexOf(usage),
            splitColumn.isPresent(),
            names.size());
    if (columns.emotion < 0 && columns.pixels >= 0) {
      throw unlabelled(resource, header);
    }
    boolean missing = columns.emotion < 0 || columns.pixels < 0;
    if (missing
        || splitColumn.isPresent() && !columns.hasUsage()
        || columns.emotion != names.lastIndexOf(EMOTION)
        || columns.pixels != names.lastIndexOf(PIXELS)
        || columns.usage != names.lastIndexOf(usage)) {
      throw malformed(resource, header, splitColumn.orElse("Usage"));
    }
    return columns;
  }

  /**
   * Reads a header of faces whose labels do not matter: it needs the column {@code pixels} alone.
   *
   * @throws MalformedDataException if that is missing or stands there twice
   */
  static FerColumns ofFaces(String resource, CsvFields header) {
    List<String> names = names(header);
    int pixels = names.indexOf(PIXELS);
    if (pixels < 0 || pixels != names.lastIndexOf(PIXELS)) {
      throw MalformedDataException.inFile(
          resource,
          "header",
          "a header with the column pixels, once",
          quoted(header),
          "Give a CSV of 48x48 faces in FER2013's format.");
    }
    return new FerColumns(names.indexOf(EMOTION), pixels, -1, false, names.size());
  }

  /** The names in a header, in lower case. */
  static List<String> names(CsvFields header) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < header.count(); field++) {
      names.add(normal(header.text(field)));
    }
    return names;
  }

  private static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static MalformedDataException unlabelled(String resource, CsvFields header) {
    return MalformedDataException.inFile(
        resource,
        "header",
        "labels in a column emotion",
        "faces without labels (" + quoted(header) + ")",
        "Without labels faces can be predicted only (fer predict FILE.csv), not trained on, measured"
            + " or counted; add the column.");
  }

  static MalformedDataException malformed(String resource, CsvFields header, String usage) {
    return MalformedDataException.inFile(
        resource,
        "header",
        "a header with the columns emotion, pixels and " + usage + ", each once",
        quoted(header),
        "Give the FER2013 CSV, or add the header line emotion,pixels,Usage.");
  }

  static String quoted(CsvFields header) {
    List<String> found = new ArrayList<>();
    for (int field = 0; field < Math.min(header.count(), MOST_NAMED); field++) {
      found.add(header.quotation(field));
    }
    String more =
        header.count() > MOST_NAMED ? " and " + (header.count() - MOST_NAMED) + " more" : "";
    return String.join(", ", found) + more;
  }
}
