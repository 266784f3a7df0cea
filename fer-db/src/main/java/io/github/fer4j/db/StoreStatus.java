package io.github.fer4j.db;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a store is and what it holds.
 *
 * @param address the database, without credentials
 * @param product product and version, such as {@code MySQL 8.4.2}
 * @param schemaVersion version of the tables
 * @param predictions how many predictions
 * @param sources how many sources
 * @param models how many models
 * @param first when the earliest prediction was taken
 * @param last when the latest prediction was taken
 */
public record StoreStatus(
    String address,
    String product,
    String schemaVersion,
    long predictions,
    long sources,
    long models,
    Optional<Instant> first,
    Optional<Instant> last) {}
