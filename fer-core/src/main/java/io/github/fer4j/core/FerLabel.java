package io.github.fer4j.core;

import java.util.Optional;

/**
 * The seven labels of FER2013, by their code in the file (I. Goodfellow et al., "Challenges in
 * representation learning: A report on three machine learning contests", 2013, section 3.1).
 */
public enum FerLabel {
  ANGRY(Emotion.ANGRY),
  DISGUST(Emotion.DISGUST),
  FEAR(Emotion.FEAR),
  HAPPY(Emotion.HAPPY),
  SAD(Emotion.SAD),
  SURPRISE(Emotion.SURPRISE),
  NEUTRAL(Emotion.NEUTRAL);

  /** How many labels there are: 7. */
  public static final int COUNT = 7;

  private static final FerLabel[] BY_CODE = values();

  private final Emotion emotion;

  FerLabel(Emotion emotion) {
    this.emotion = emotion;
  }

  /** The code in the file's {@code emotion} column, 0 to 6. */
  public int code() {
    return ordinal();
  }

  /** The class that this label names. */
  public Emotion emotion() {
    return emotion;
  }

  /**
   * The class that this label names, if it is in a set of classes: {@link ClassSet#FIVE} has no
   * disgust and no surprise, and examples with these labels are dropped and counted.
   */
  public Optional<Emotion> emotion(ClassSet classes) {
    return Optional.of(emotion).filter(classes::contains);
  }

  /**
   * The label with this code.
   *
   * @param code 0 to 6
   * @throws IllegalArgumentException if the code is outside that range
   */
  public static FerLabel ofCode(int code) {
    if (code < 0 || code >= COUNT) {
      throw new IllegalArgumentException(
          "Emotion code " + code + " is outside 0 to " + (COUNT - 1));
    }
    return BY_CODE[code];
  }
}
