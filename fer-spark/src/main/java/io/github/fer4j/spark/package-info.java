/**
 * Bulk prediction on Apache Spark: pictures in, faces with their expressions out, a row a picture.
 *
 * <p>{@link io.github.fer4j.spark.EmotionTransformer} is a stage of a {@code spark.ml} pipeline;
 * {@link io.github.fer4j.spark.FerSpark} holds what is shorter to call; {@link
 * io.github.fer4j.spark.PredictJob} is a program for {@code spark-submit}. A picture that cannot be
 * read is an error in its row, never a failed job.
 */
@NullMarked
package io.github.fer4j.spark;

import org.jspecify.annotations.NullMarked;
