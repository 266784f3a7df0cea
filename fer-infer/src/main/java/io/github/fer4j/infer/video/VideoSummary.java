package io.github.fer4j.infer.video;

/**
 * What a run over a video came to.
 *
 * @param frames read
 * @param seconds of the stream that they cover
 * @param declaredSeconds that the video's header promised; 0 if it promised nothing
 * @param stopped whether the observer ended the run
 */
public record VideoSummary(long frames, double seconds, double declaredSeconds, boolean stopped) {
  // Containers declare the longest of their streams, which may be the sound's.
  private static final double TOLERANCE = 1;

  /** Whether the video ended well before its header says it should: it is cut off or damaged. */
  public boolean endedEarly() {
    return !stopped && declaredSeconds > 0 && seconds + TOLERANCE < declaredSeconds;
  }
}
