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

  /** Rows of a split whose label is merged into a class. */
  public int count(Split split, Emotion emotion) {
    int count = 0;
    for (FerLabel label : FerLabel.values()) {
      if (label.emotion(ClassSet.FIVE).filter(emotion::equals).isPresent()) {
        count += count(split, label);
      }
    }
    return count;
  }

  /** Rows of a split whose class belongs to a state. */
  public int count(Split split, State state) {
    return ClassSet.FIVE.emotions().stream()
        .filter(emotion -> emotion.state() == state)
        .mapToInt(emotion -> count(split, emotion))
        .sum();
  }

  /** Rows of a split whose label has no class, so that no network sees them. */
  public int dropped(Split split) {
    return rows(split) - used(split);
  }

  /** Rows of a split that have one of the five classes. */
  public int used(Split split) {
    return ClassSet.FIVE.emotions().stream().mapToInt(emotion -> count(split, emotion)).sum();
  }
}
