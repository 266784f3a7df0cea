package io.github.fer4j.train.checkpoint;

/**
 * Which data a run learns from and is judged by.
 *
 * @param sha256 SHA-256 of the CSV as it lies on disk
 * @param training pictures of the training split that are used
 * @param validation pictures of PublicTest that are used
 */
public record DataIdentity(String sha256, int training, int validation) {}
