package io.github.fer4j.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Bad rows that were left out.
 *
 * @param count how many
 * @param first the first ten of them
 */
public record SkippedRows(int count, List<SkippedRow> first) implements Serializable {
  /** How many are listed one by one. */
  public static final int MOST_LISTED = 10;

  /** Not one. */
  public static final SkippedRows NONE = new SkippedRows(0, List.of());

  public SkippedRows {
    first = List.copyOf(first);
  }

  /** These and one more. */
  SkippedRows and(MalformedDataException bad) {
    if (first.size() == MOST_LISTED) {
      return new SkippedRows(count + 1, first);
    }
    List<SkippedRow> longer = new ArrayList<>(first);
    longer.add(new SkippedRow(bad.row(), bad.place(), bad.fault()));
    return new SkippedRows(count + 1, longer);
  }
}
