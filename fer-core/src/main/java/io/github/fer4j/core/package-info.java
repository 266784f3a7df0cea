/**
 * The vocabulary that every module of fer4j speaks: labels, images, boxes, predictions, model
 * cards.
 *
 * <p>FER2013 labels a face with one of seven codes ({@link io.github.fer4j.core.FerLabel}). A model
 * tells five, seven or eight classes apart ({@link io.github.fer4j.core.ClassSet}, {@link
 * io.github.fer4j.core.Emotion}), and each class belongs to one of two states ({@link
 * io.github.fer4j.core.State}). Both mappings live in the enums, so that they are total and stand
 * in one place.
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
