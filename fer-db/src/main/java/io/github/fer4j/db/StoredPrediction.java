package io.github.fer4j.db;

/**
 * An observation as it stands in the database.
 *
 * @param row its number there, the {@code id} of the view {@code fer}
 * @param observation what was stored
 */
public record StoredPrediction(long row, Observation observation) {}
