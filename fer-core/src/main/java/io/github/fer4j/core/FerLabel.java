package io.github.fer4j.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seven labels of FER2013, by their code in the file (I. Goodfellow et al., "Challenges in
 * representation learning: A report on three machine learning contests", 2013, section 3.1).
 *
 * <p>Disgust and surprise have no class here: the seed project left them out, and so do we, openly.
 */
public enum FerLabel {
  ANGRY(Emotion.ANGRY),
  DISGUST(null),
  FEAR(Emotion.FEAR),
  HAPPY(Emotion.HAPPY),
  SAD(Emotion.SAD),
  SURPRISE(null),
  NEUTRAL(Emotion.NEUTRAL);

  /** How many labels there are: 7. */
  public static final int COUNT = 7;

  private static final FerLabel[] BY_CODE = values();

  private final Optional<Emotion> emotion;

  FerLabel(@Nullable Emotion emotion) {
    this.emotion = Optional.ofNullable(emotion);
  }

  /** The code in the file's {@code emotion} column, 0 to 6. */
  public int code() {
    return ordinal();
  }

  /**
   * The class that this label is merged into; empty for disgust and surprise, which are dropped.
   */
  public Optional<Emotion> emotion() {
    return emotion;
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
