package io.github.fer4j.infer.picture;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.State;
import java.util.Objects;

/**
 * What is drawn on a picture for one face.
 *
 * @param box in the picture's pixels
 * @param label a short text in ASCII, which is all that OpenCV's letters have
 * @param state chooses the colour
 */
public record Annotation(BoundingBox box, String label, State state) {

  public Annotation {
    Objects.requireNonNull(box, "box");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(state, "state");
  }

  /** Box, emotion and percentage of a face, such as {@code Happy 93%}. */
  public static Annotation of(FacePrediction face) {
    Emotion emotion = face.prediction().emotion();
    long percent = Math.round(100 * face.prediction().confidence());
    return new Annotation(face.box(), emotion.label() + " " + percent + "%", emotion.state());
  }

  /** The same with a number before the label, by which a face is known through a video. */
  public static Annotation of(int number, FacePrediction face) {
    Annotation plain = of(face);
    return new Annotation(plain.box, number + " " + plain.label, plain.state);
  }
}
