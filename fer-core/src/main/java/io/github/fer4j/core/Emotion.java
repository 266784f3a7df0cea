package io.github.fer4j.core;

import java.util.List;

/**
 * The five classes of the network. Their order is the order of its outputs, of the rows of a
 * confusion matrix and of the columns of a file: never change it.
 */
public enum Emotion {
  ANGRY("Angry", State.NOT_OKAY),
  FEAR("Fear", State.OKAY),
  HAPPY("Happy", State.OKAY),
  NEUTRAL("Neutral", State.OKAY),
  SAD("Sad", State.NOT_OKAY);

  /** How many classes there are: 5. */
  public static final int COUNT = 5;

  private static final List<Emotion> IN_ORDER = List.of(values());

  private final String label;
  private final State state;

  Emotion(String label, State state) {
    this.label = label;
    this.state = state;
  }

  /** The text form that reports, files and databases carry, such as {@code Angry}. */
  public String label() {
    return label;
  }

  /** The state that this class belongs to. */
  public State state() {
    return state;
  }

  /** All classes in the order of the network's outputs; unmodifiable, and not copied each time. */
  public static List<Emotion> inOrder() {
    return IN_ORDER;
  }

  /**
   * The class with this index, 0 to 4.
   *
   * @throws IllegalArgumentException if the index is outside that range
   */
  public static Emotion ofIndex(int index) {
    if (index < 0 || index >= COUNT) {
      throw new IllegalArgumentException(
          "Class index " + index + " is outside 0 to " + (COUNT - 1));
    }
    return IN_ORDER.get(index);
  }

  /**
   * The class with this text form.
   *
   * @throws IllegalArgumentException if no class is called so
   */
  public static Emotion ofLabel(String label) {
    for (Emotion emotion : IN_ORDER) {
      if (emotion.label.equals(label)) {
        return emotion;
      }
    }
    throw new IllegalArgumentException(
        "Unknown emotion '" + label + "': expected Angry, Fear, Happy, Neutral or Sad");
  }
}
