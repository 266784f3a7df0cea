package io.github.fer4j.db;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where in a video a face was seen.
 *
 * @param frame number of the frame, from 0
 * @param seconds time from the beginning, 0 or more
 * @param face number that follows a person from frame to frame, from 0, if faces were tracked
 */
public record VideoPosition(long frame, double seconds, OptionalInt face) {
  private static final double MAX_SECONDS = 1e15;

  /**
   * @throws IllegalArgumentException if a number is negative or not finite
   */
  public VideoPosition {
    if (frame < 0) {
      throw new IllegalArgumentException("Frame " + frame + " is negative");
    }
    if (!(seconds >= 0 && seconds < MAX_SECONDS)) {
      throw new IllegalArgumentException("Seconds " + seconds + " are not a time in a video");
    }
    Objects.requireNonNull(face, "face");
    if (face.isPresent() && face.getAsInt() < 0) {
      throw new IllegalArgumentException("Face number " + face.getAsInt() + " is negative");
    }
  }
}
