package io.github.fer4j.db;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where in a video a face was record.
 *
 * @param frame number of the frame, from 0
 * @param seconds time from the beginning, 0 or more
 * @param face number of the tracked person, from 1 as in fer-infer, if faces were tracked; 0 is
 *     accepted, for rows of other programs
 */
public record VideoPosition(long frame, double seconds, OptionalInt face) {
  private static final double MAX_SECONDS = 1e15;

  /**
   * @throws IllegalArgumentException if a number is negative or not finite
   */
  public VideoPosition {
    if (frame < 0) {
      throw new IllegalArgumentException("frame must be 0 or more, was " + frame);
    }
    if (!(seconds >= 0 && seconds < MAX_SECONDS)) {
      throw new IllegalArgumentException(
          "seconds must be 0 or more and below 1e15, was " + seconds);
    }
    Objects.requireNonNull(face, "face");
    if (face.isPresent() && face.getAsInt() < 0) {
      throw new IllegalArgumentException("face must be 0 or more, was " + face.getAsInt());
    }
  }
}
