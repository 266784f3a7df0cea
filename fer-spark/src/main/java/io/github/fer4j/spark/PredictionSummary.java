package io.github.fer4j.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of many pictures.
 *
 * @param pictures all of them, with those that have errors
 * @param faces in all pictures
 * @param errors how many pictures could not be predicted, by kind: {@code unreadable}, {@code
 *     malformed}, {@code failed}; kinds that did not occur are absent
 */
public record PredictionSummary(long pictures, long faces, SortedMap<String, Long> errors)
    implements Serializable {
  static final PredictionSummary NONE = new PredictionSummary(0, 0, new TreeMap<>());

  public PredictionSummary {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  /** This and another one together. */
  PredictionSummary plus(PredictionSummary other) {
    SortedMap<String, Long> both = new TreeMap<>(errors);
    other.errors.forEach((kind, count) -> both.merge(kind, count, Long::sum));
    return new PredictionSummary(pictures + other.pictures, faces + other.faces, both);
  }

  /** One line. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "%,d pictures, %,d faces", pictures, faces));
    errors.forEach(
        (kind, count) -> text.append(String.format(Locale.ROOT, ", %,d %s", count, kind)));
    return text.toString();
  }
}
