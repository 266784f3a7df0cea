package io.github.fer4j.core;

import java.util.List;

/**
 * All classes of facial expression that a model of this library can have. Which of them a model
 * tells apart, and in which order, is its {@link ClassSet}.
 */
public enum Emotion {
  // The order is that of every ClassSet.
  ANGRY("Angry", State.NOT_OKAY),
  FEAR("Fear", State.OKAY),
  HAPPY("Happy", State.OKAY),
  NEUTRAL("Neutral", State.OKAY),
  SAD("Sad", State.NOT_OKAY),
  DISGUST("Disgust", State.NOT_OKAY),
  SURPRISE("Surprise", State.OKAY),
  CONTEMPT("Contempt", State.NOT_OKAY);

  private static final List<Emotion> ALL = List.of(values());

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

  /**
   * The class with this text form.
   *
   * @throws IllegalArgumentException if no class is called so
   */
  public static Emotion ofLabel(String label) {
    for (Emotion emotion : ALL) {
      if (emotion.label.equals(label)) {
        return emotion;
      }
    }
    throw new IllegalArgumentException(
        "Unknown emotion '" + label + "': expected one of " + ClassSet.EIGHT.labels());
  }
}
