/**
 * Training: {@link io.github.fer4j.train.TrainingRun} is a run in a folder, {@link
 * io.github.fer4j.train.config.TrainingConfig} its settings, {@link
 * io.github.fer4j.train.network.Network} what it trains, and {@link
 * io.github.fer4j.train.engine.TrainingEngine} who computes.
 *
 * <p>The network learns from the training split; every choice (epoch, plateau, early stop) is made
 * on PublicTest. A final run, whose choices have been made before, learns from PublicTest too and
 * chooses nothing. PrivateTest is only looked through for copies of training images.
 */
@NullMarked
package io.github.fer4j.train;

import org.jspecify.annotations.NullMarked;
