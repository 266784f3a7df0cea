package io.github.fer4j.spark;

import java.io.Serializable;

/**
 * What an executor needs to open a predictor. Everything was resolved on the driver, so that all
 * executors predict alike.
 *
 * @param model name of the folder among the files that Spark distributes; empty for the model that
 *     ships in this library
 * @param modelDigest SHA-256 of the model
 * @param detector {@code haar}, {@code lbp}, {@code none}, or {@code yunet:} and the name of the
 *     file among those that Spark distributes
 * @param testTimeAugmentation whether ten views of each face are averaged
 * @param threads that one prediction may use: the processors of a task
 */
record PredictorSettings(
    String model, String modelDigest, String detector, boolean testTimeAugmentation, int threads)
    implements Serializable {}
