package io.github.fer4j.infer;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import java.util.List;

/** Tells the expressions of faces. Safe for use by several threads. */
public interface EmotionClassifier extends AutoCloseable {

  /**
   * The predictions of several faces, worked out together.
   *
   * @param faces any number of them, none included
   * @return as many predictions, in the same order
   */
  List<Prediction> classify(List<FaceImage> faces);

  /** The prediction of one face. */
  default Prediction classify(FaceImage face) {
    return classify(List.of(face)).get(0);
  }

  /** Gives native memory back; the classifier is of no use afterwards. */
  @Override
  void close();
}
