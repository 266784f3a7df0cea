package io.github.fer4j.db;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of the observations that a writer was given.
 *
 * @param stored how many are in the database
 * @param unsaved how many are not, but in {@code unsavedFile}
 * @param lost how many are in neither: the file could not be written either
 * @param unsavedFile where the unsaved ones are, if there are any
 * @param failure why some were not stored, if so: the last reason
 */
public record WriteReport(
    long stored,
    long unsaved,
    long lost,
    Optional<Path> unsavedFile,
    Optional<RuntimeException> failure) {

  /** Whether everything is in the database. */
  public boolean complete() {
    return unsaved == 0 && lost == 0;
  }
}
