/**
 * Training: {@link io.github.fer4j.train.Trainer} is the loop, {@link
 * io.github.fer4j.train.config.TrainingConfig} its settings, {@link
 * io.github.fer4j.train.network.Network} what it trains, {@link
 * io.github.fer4j.train.engine.TrainingEngine} who computes, and {@link
 * io.github.fer4j.train.RunFolder} what it leaves on disk.
 *
 * <p>The network learns from the training split; every choice (epoch, plateau, early stop) is made
 * on PublicTest. PrivateTest is never opened here.
 */
package io.github.fer4j.train;
