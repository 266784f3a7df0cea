package io.github.fer4j.spark;

import java.io.Serializable;

/**
 * What an executor needs to open a predictor. Everything was resolved on the driver, so that all
 * executors predict alike.
 *
 * @param model name of the folder among the files that Spark distributes; empty for the model that
 *     ships in this library
 * @param origin the model's card, its reading and the detector's name
 * @param detector {@code haar}, {@code lbp}, {@code haar+lbp}, {@code none}, or {@code yunet:} and
 *     the name of the file among those that Spark distributes
 * @param testTimeAugmentation whether ten views of each face are averaged
 * @param threads that one prediction may use: the processors of a task
 */
record PredictorSettings(
    String model, Origin origin, String detector, boolean testTimeAugmentation, int threads)
    implements Serializable {
  /** The detector {@code auto} where YuNet is not available: a cascade, checked by another. */
  static final String CASCADES = "haar+lbp";

  /** The detector of rows that are faces already. */
  static final String NO_DETECTOR = "none";

  /** Whether rows are faces of 48x48 pixels, in which nothing is searched. */
  boolean facesAlone() {
    return detector.equals(NO_DETECTOR);
  }
}
