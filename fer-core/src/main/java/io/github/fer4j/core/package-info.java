/**
 * The vocabulary that every module of fer4j speaks: labels, images, boxes, predictions, model
 * cards.
 *
 * <p>FER2013 labels a face with one of seven codes ({@link io.github.fer4j.core.FerLabel}). Five of
 * them are classes of this library ({@link io.github.fer4j.core.Emotion}), and each class belongs
 * to one of two states ({@link io.github.fer4j.core.State}). Both mergings live in the enums, so
 * that they are total and in one place.
 *
 * <p>A network sees faces only as {@link io.github.fer4j.core.FaceImage}: 48 by 48 unsigned gray
 * bytes, in training and in predicting alike. Its answer is a {@link
 * io.github.fer4j.core.Prediction}; with the place in the picture it becomes a {@link
 * io.github.fer4j.core.FacePrediction}.
 *
 * <p>This module depends on the JDK alone.
 */
@NullMarked
package io.github.fer4j.core;

import org.jspecify.annotations.NullMarked;
