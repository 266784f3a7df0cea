package io.github.fer4j.infer.video;

import java.io.IOException;
import java.util.List;

/** Takes the frames of a video as they are worked on. */
@FunctionalInterface
public interface FrameObserver {

  /**
   * Takes one frame.
   *
   * @param frame its picture may be drawn on, and is gone after the call
   * @param faces in the order of their numbers; on a frame that was left out, those of the last one
   *     that was not
   * @param predicted whether this frame was looked at, or left out as one between every n-th
   * @return whether to continue
   */
  boolean onFrame(Frame frame, List<TrackedFace> faces, boolean predicted) throws IOException;
}
