package io.github.fer4j.bench.detection;

import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.FrameReader;
import java.io.IOException;
import java.util.Optional;

/** Frames of another reader, which remember when they were read. Closing is left to its owner. */
final class TimedFrames implements FrameReader {
  private final FrameReader frames;
  private long read;

  TimedFrames(FrameReader frames) {
    this.frames = frames;
  }

  /** Time since the last frame was handed out. */
  long nanosSinceRead() {
    return System.nanoTime() - read;
  }

  @Override
  public Optional<Frame> next() throws IOException {
    Optional<Frame> next = frames.next();
    read = System.nanoTime();
    return next;
  }

  @Override
  public String name() {
    return frames.name();
  }

  @Override
  public double framesPerSecond() {
    return frames.framesPerSecond();
  }

  @Override
  public double declaredSeconds() {
    return frames.declaredSeconds();
  }

  @Override
  public void close() {
    // The frames are not this reader's own.
  }
}
