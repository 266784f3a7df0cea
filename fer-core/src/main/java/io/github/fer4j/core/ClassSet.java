package io.github.fer4j.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The classes that a model tells apart, in the order of its outputs. That is also the order of the
 * rows of a confusion matrix and of the columns of a file: never change it. Each set begins with
 * the smaller one, so that a class has the same index in every set that has it.
 */
public enum ClassSet {
  /** Angry, Fear, Happy, Neutral, Sad: the default. */
  FIVE("five", 5),
  /** The labels of FER2013: the five, Disgust and Surprise. */
  SEVEN("seven", 7),
  /** The classes of FER+ and AffectNet: the seven and Contempt. */
  EIGHT("eight", 8);

  private final String name;
  private final List<Emotion> emotions;

  ClassSet(String name, int size) {
    this.name = name;
    this.emotions = List.of(Emotion.values()).subList(0, size);
  }

  /** The classes in the order of the outputs; unmodifiable. */
  public List<Emotion> emotions() {
    return emotions;
  }

  /** The text forms of the classes in the order of the outputs. */
  public List<String> labels() {
    return emotions.stream().map(Emotion::label).toList();
  }

  /** How many classes there are. */
  public int size() {
    return emotions.size();
  }

  /** Whether this class is one of them. */
  public boolean contains(Emotion emotion) {
    return emotion.ordinal() < size();
  }

  /** Whether all classes of another set are among them; true for the set itself. */
  public boolean includes(ClassSet other) {
    return other.size() <= size();
  }

  /**
   * The index of a class among the outputs, from 0.
   *
   * @throws IllegalArgumentException if it is none of these classes
   */
  public int indexOf(Emotion emotion) {
    if (!contains(emotion)) {
      throw new IllegalArgumentException(
          emotion.label() + " is not one of the " + name + " classes " + labels());
    }
    return emotion.ordinal();
  }

  /**
   * The class with this index, from 0.
   *
   * @throws IllegalArgumentException if the index is negative or not less than {@link #size}
   */
  public Emotion emotion(int index) {
    if (index < 0 || index >= size()) {
      throw new IllegalArgumentException(
          "Class index " + index + " is outside 0 to " + (size() - 1));
    }
    return emotions.get(index);
  }

  /**
   * The set with this text form.
   *
   * @throws IllegalArgumentException if no set is called so
   */
  public static ClassSet parse(String text) {
    return ofName(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown classes '" + text + "': expected five, seven or eight"));
  }

  /** The set with this text form; empty if no set is called so. */
  public static Optional<ClassSet> ofName(String text) {
    return Arrays.stream(values()).filter(set -> set.name.equals(text)).findFirst();
  }

  /**
   * The set with exactly these labels in exactly this order; empty if there is none.
   *
   * @param labels text forms such as {@code Angry}
   */
  public static Optional<ClassSet> ofLabels(List<String> labels) {
    for (ClassSet set : values()) {
      if (set.labels().equals(labels)) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  /** The set of this many classes; empty if there is none. */
  public static Optional<ClassSet> ofSize(int size) {
    return Arrays.stream(values()).filter(set -> set.size() == size).findFirst();
  }

  /** What stands over a table or a plot: {@code Five classes}. */
  public String title() {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " classes";
  }

  /** The text form: {@code five}, {@code seven} or {@code eight}. */
  @Override
  public String toString() {
    return name;
  }
}
