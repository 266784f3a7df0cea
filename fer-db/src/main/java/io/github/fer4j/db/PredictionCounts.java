package io.github.fer4j.db;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.State;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many predictions there are of each class.
 *
 * @param byEmotion a number for every class, 0 included
 */
public record PredictionCounts(Map<Emotion, Long> byEmotion) {

  /** Classes that are missing count 0. */
  public PredictionCounts {
    Map<Emotion, Long> complete = new EnumMap<>(Emotion.class);
    for (Emotion emotion : Emotion.values()) {
      complete.put(emotion, byEmotion.getOrDefault(emotion, 0L));
    }
    byEmotion = Collections.unmodifiableMap(complete);
  }

  /** How many of this class. */
  public long of(Emotion emotion) {
    return byEmotion.get(emotion);
  }

  /** How many of this state. */
  public long of(State state) {
    return byEmotion.entrySet().stream()
        .filter(entry -> entry.getKey().state() == state)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many in all. */
  public long total() {
    return byEmotion.values().stream().mapToLong(Long::longValue).sum();
  }
}
