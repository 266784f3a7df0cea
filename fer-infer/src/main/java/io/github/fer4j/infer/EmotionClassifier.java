package io.github.fer4j.infer;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import java.util.List;
import java.util.Optional;

/**
 * Recognises the expressions of faces. Must be safe for use by several threads. A classifier of
 * one's own may be a lambda: the other methods have defaults.
 */
@FunctionalInterface
public interface EmotionClassifier extends AutoCloseable {

  /**
   * The predictions of several faces, worked out together.
   *
   * @param faces any number of them, none included
   * @return as many predictions, in the same order
   */
  List<Prediction> classify(List<FaceImage> faces);

  /**
   * Which reading of a face the predictions hold: {@code fer2013}, what its data set's labels say,
   * or {@code crowd}, what most people see.
   */
  default String reading() {
    return ModelCard.LABEL_READING;
  }

  /** The prediction of one face. */
  default Prediction classify(FaceImage face) {
    return classify(List.of(face)).get(0);
  }

  /** The card of its model, if it has one. */
  default Optional<ModelCard> model() {
    return Optional.empty();
  }

  /** Releases native memory; the classifier must not be used after close. Nothing by default. */
  @Override
  default void close() {}
}
