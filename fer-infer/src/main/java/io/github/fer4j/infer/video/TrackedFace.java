package io.github.fer4j.infer.video;

import io.github.fer4j.core.FacePrediction;
import java.util.Objects;

/**
 * A face in a frame.
 *
 * @param number by which the same face is known in other frames, from 1
 * @param face its place, and its probabilities smoothed over the last frames
 */
public record TrackedFace(int number, FacePrediction face) {
  public TrackedFace {
    Objects.requireNonNull(face, "face");
  }
}
