package io.github.fer4j.infer.video;

import io.github.fer4j.infer.detect.FaceDetector;

/**
 * How faces are followed through a video.
 *
 * @param detectionInterval seconds between two searches of the whole frame; faces are followed in
 *     between, and new ones appear this late at most
 * @param patience seconds that a face is kept at its place when it is not found any more
 * @param memory time constant of the smoothing of probabilities in seconds: after so long, what was
 *     seen before weighs 1/e; 0 for no smoothing
 * @param leastOverlap intersection over union from which on a find is the face that was there
 */
public record TrackingSettings(
    double detectionInterval, double patience, double memory, double leastOverlap) {

  /**
   * Three searches a second, 0.75 s of patience, so that a head may turn away for half a second,
   * 0.4 s of memory, an overlap of 0.3.
   */
  public static final TrackingSettings DEFAULT = new TrackingSettings(0.33, 0.75, 0.4, 0.3);

  /** A search of every frame; otherwise as {@link #DEFAULT}. */
  public static final TrackingSettings EVERY_FRAME = new TrackingSettings(0, 0.75, 0.4, 0.3);

  /** What suits a detector: {@link #EVERY_FRAME} if it is fast, otherwise {@link #DEFAULT}. */
  public static TrackingSettings of(FaceDetector detector) {
    return detector.isFast() ? EVERY_FRAME : DEFAULT;
  }

  /**
   * @throws IllegalArgumentException if a value is negative, not finite, or the overlap is above 1
   */
  public TrackingSettings {
    requireNotNegative(detectionInterval, "detectionInterval");
    requireNotNegative(patience, "patience");
    requireNotNegative(memory, "memory");
    requireNotNegative(leastOverlap, "leastOverlap");
    if (leastOverlap > 1) {
      throw new IllegalArgumentException("leastOverlap is 0 to 1, not " + leastOverlap);
    }
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " is a number of 0 or more, not " + value);
    }
  }
}
