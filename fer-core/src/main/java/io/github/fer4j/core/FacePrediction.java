package io.github.fer4j.core;

import java.util.Objects;

/**
 * A face found in a picture and what the network says of it.
 *
 * @param box where the face is, in pixels of the picture
 * @param prediction its expression
 */
public record FacePrediction(BoundingBox box, Prediction prediction) {

  public FacePrediction {
    Objects.requireNonNull(box, "box");
    Objects.requireNonNull(prediction, "prediction");
  }
}
