package io.github.fer4j.cli.video;

import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackedFace;
import java.io.IOException;
import java.util.List;

/** Takes the frames of a video that were looked at, one after the other, on one thread. */
public interface VideoSink extends AutoCloseable {

  /** Takes a frame's faces; a frame without any comes too. */
  void accept(Frame frame, List<TrackedFace> faces) throws IOException;

  /** Ends the output; called once, after the last frame or a failure. */
  @Override
  default void close() throws IOException {}
}
