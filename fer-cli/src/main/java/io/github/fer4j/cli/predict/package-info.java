/**
 * {@code fer predict}: pictures and folders in, one record a face out.
 *
 * <p>Every result goes through the {@link io.github.fer4j.cli.predict.PredictionSink}s that the
 * options ask for: a writer of records, annotated pictures, text files.
 */
@NullMarked
package io.github.fer4j.cli.predict;

import org.jspecify.annotations.NullMarked;
