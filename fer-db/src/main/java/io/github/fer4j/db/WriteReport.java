package io.github.fer4j.db;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How many records a writer stored and how many it did not.
 *
 * @param stored how many are in the database
 * @param spilled how many are in {@code spillFile} instead
 * @param lost how many are in neither: the file could not be written either
 * @param spillFile the file, if any are there
 * @param failure why some were not stored, if so: the last reason
 */
public record WriteReport(
    long stored,
    long spilled,
    long lost,
    Optional<Path> spillFile,
    Optional<RuntimeException> failure) {

  /** Whether everything is in the database. */
  public boolean complete() {
    return spilled == 0 && lost == 0;
  }
}
