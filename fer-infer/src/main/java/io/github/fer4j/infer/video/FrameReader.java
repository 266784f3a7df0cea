package io.github.fer4j.infer.video;

import java.io.IOException;
import java.util.Optional;

/** Reads the frames of a video one after the other. For one thread. */
public interface FrameReader extends AutoCloseable {

  /**
   * The next frame, or empty at the end.
   *
   * @throws IOException if the source fails
   */
  Optional<Frame> next() throws IOException;

  /** What is read, for messages. */
  String name();

  /** Frames a second as the source declares them; 0 if it does not. */
  double framesPerSecond();

  /** Seconds that the video lasts as its header declares; 0 if it does not, as with cameras. */
  double declaredSeconds();

  /** Closes the source. */
  @Override
  void close();
}
