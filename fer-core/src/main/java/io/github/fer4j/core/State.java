package io.github.fer4j.core;

/** The two states that the emotions are merged into. */
public enum State {
  /** Fear, Happy, Neutral, Surprise. */
  OKAY("Okay"),
  /** Angry, Sad, Disgust, Contempt. */
  NOT_OKAY("NOT Okay");

  private final String label;

  State(String label) {
    this.label = label;
  }

  /** The text form that reports and databases carry: {@code Okay} or {@code NOT Okay}. */
  public String label() {
    return label;
  }

  /**
   * The state with this text form.
   *
   * @throws IllegalArgumentException if no state is called so
   */
  public static State ofLabel(String label) {
    for (State state : values()) {
      if (state.label.equals(label)) {
        return state;
      }
    }
    throw new IllegalArgumentException("Unknown state '" + label + "': expected Okay or NOT Okay");
  }
}
