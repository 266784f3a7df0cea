package io.github.fer4j.data;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many rows a data set has, by split and label, and what becomes of them.
 *
 * @param counts rows by split and label; every split and every label is there, zeros too
 * @param skipped bad rows that were left out, which no count holds
 */
public record DatasetSummary(Map<Split, Map<FerLabel, Integer>> counts, SkippedRows skipped) {

  public DatasetSummary {
    Map<Split, Map<FerLabel, Integer>> copy = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      Map<FerLabel, Integer> row = new EnumMap<>(FerLabel.class);
      for (FerLabel label : FerLabel.values()) {
        row.put(label, counts.getOrDefault(split, Map.of()).getOrDefault(label, 0));
      }
      copy.put(split, Collections.unmodifiableMap(row));
    }
    counts = Collections.unmodifiableMap(copy);
  }

  /** Counts examples. */
  static DatasetSummary of(Collection<Example> examples, SkippedRows skipped) {
    Map<Split, Map<FerLabel, Integer>> counts = new EnumMap<>(Split.class);
    for (Example example : examples) {
      counts
          .computeIfAbsent(example.split(), split -> new EnumMap<>(FerLabel.class))
          .merge(example.label(), 1, Integer::sum);
    }
    return new DatasetSummary(counts, skipped);
  }

  /** Rows of a split, all seven labels. */
  public int rows(Split split) {
    return counts.get(split).values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Rows of all splits and labels. */
  public int rows() {
    int rows = 0;
    for (Split split : Split.values()) {
      rows += rows(split);
    }
    return rows;
  }

  /** Rows of a split with a label. */
  public int count(Split split, FerLabel label) {
    return counts.get(split).get(label);
  }

  /** Rows of a split whose label names a class. */
  public int count(Split split, Emotion emotion) {
    return counts.get(split).entrySet().stream()
        .filter(entry -> entry.getKey().emotion() == emotion)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Rows of a split whose class is one of the five and belongs to a state. */
  public int count(Split split, State state) {
    return count(split, state, ClassSet.FIVE);
  }

  /** Rows of a split whose class is one of these and belongs to a state. */
  public int count(Split split, State state, ClassSet classes) {
    return classes.emotions().stream()
        .filter(emotion -> emotion.state() == state)
        .mapToInt(emotion -> count(split, emotion))
        .sum();
  }

  /** Rows of a split that have none of the five classes, so that no network of these sees them. */
  public int dropped(Split split) {
    return dropped(split, ClassSet.FIVE);
  }

  /** Rows of a split that have none of these classes, so that no network of these sees them. */
  public int dropped(Split split, ClassSet classes) {
    return rows(split) - used(split, classes);
  }

  /** Rows of a split that have one of the five classes. */
  public int used(Split split) {
    return used(split, ClassSet.FIVE);
  }

  /** Rows of a split that have one of these classes. */
  public int used(Split split, ClassSet classes) {
    return classes.emotions().stream().mapToInt(emotion -> count(split, emotion)).sum();
  }
}
