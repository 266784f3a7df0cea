package io.github.fer4j.infer.video;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import org.jspecify.annotations.Nullable;

/** One face through time. */
final class FaceTrack {
  // Weight of a new box: cascades jump by a few pixels from frame to frame.
  private static final double NEW_BOX = 0.6;

  private final int number;
  private Detection detection;
  private double lastFound;
  private @Nullable Prediction prediction;
  private double lastPredicted;

  FaceTrack(int number, Detection detection, double seconds) {
    this.number = number;
    this.detection = detection;
    this.lastFound = seconds;
  }

  /** The smoothed box, with the score and landmarks of the last detection. */
  Detection detection() {
    return detection;
  }

  BoundingBox box() {
    return detection.box();
  }

  void found(Detection now, double seconds) {
    BoundingBox box =
        new BoundingBox(
            between(box().x1(), now.box().x1()),
            between(box().y1(), now.box().y1()),
            between(box().x2(), now.box().x2()),
            between(box().y2(), now.box().y2()));
    detection = new Detection(box, now.score(), now.landmarks());
    lastFound = seconds;
  }

  private static int between(int before, int now) {
    return (int) Math.round(before + NEW_BOX * (now - before));
  }

  boolean isLost(double seconds, double patience) {
    return seconds - lastFound > patience;
  }

  /** Takes a new prediction and gives the smoothed one. */
  TrackedFace predicted(Prediction now, double seconds, double memory) {
    if (prediction == null || memory == 0) {
      prediction = now;
    } else {
      double elapsed = Math.max(0, seconds - lastPredicted);
      prediction = prediction.towards(now, 1 - Math.exp(-elapsed / memory));
    }
    lastPredicted = seconds;
    return new TrackedFace(number, new FacePrediction(detection, prediction));
  }
}
