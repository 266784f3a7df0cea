package io.github.fer4j.core;

import java.util.Objects;

/**
 * A face found in a picture and its expression.
 *
 * @param detection where the face is, and how sure the detector is of it
 * @param prediction its expression
 */
public record FacePrediction(Detection detection, Prediction prediction) {

  public FacePrediction {
    Objects.requireNonNull(detection, "detection");
    Objects.requireNonNull(prediction, "prediction");
  }

  /** The expression of a face whose place is given, not detected. */
  public FacePrediction(BoundingBox box, Prediction prediction) {
    this(Detection.of(box), prediction);
  }

  /** Where the face is, in pixels of the picture. */
  public BoundingBox box() {
    return detection.box();
  }
}
