package io.github.fer4j.train.engine;

/**
 * What one step of training saw, before its update and with dropout in force.
 *
 * @param loss mean cross-entropy of the batch, penalties not included
 * @param accuracy share of the pictures whose most probable class is the greatest of their targets,
 *     in the network's first head, 0 to 1
 */
public record StepResult(double loss, double accuracy) {}
