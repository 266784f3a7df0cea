package io.github.fer4j.infer.video;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;

/** One face through time. */
final class FaceTrack {
  // Weight of a new box: cascades jump by a few pixels from frame to frame.
  private static final double NEW_BOX = 0.6;

  private final int number;
  private BoundingBox box;
  private double lastFound;
  private Prediction prediction;
  private double lastPredicted;

  FaceTrack(int number, BoundingBox box, double seconds) {
    this.number = number;
    this.box = box;
    this.lastFound = seconds;
  }

  BoundingBox box() {
    return box;
  }

  void found(BoundingBox now, double seconds) {
    box =
        new BoundingBox(
            between(box.x1(), now.x1()),
            between(box.y1(), now.y1()),
            between(box.x2(), now.x2()),
            between(box.y2(), now.y2()));
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
    return new TrackedFace(number, new FacePrediction(box, prediction));
  }
}
