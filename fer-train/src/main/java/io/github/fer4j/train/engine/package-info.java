/**
 * What a training engine must do, whoever does it: build a {@link
 * io.github.fer4j.train.network.Network}, learn from a batch, answer with probabilities, and hand
 * its whole state in and out as named arrays.
 *
 * <p>Engines are found with {@link java.util.ServiceLoader} by their {@link
 * io.github.fer4j.train.engine.TrainingEngineProvider}. Everything around them (data, augmentation,
 * schedules, checkpoints, export, report) is the same code for all.
 */
@NullMarked
package io.github.fer4j.train.engine;

import org.jspecify.annotations.NullMarked;
