package io.github.fer4j.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records could not be stored. Each that was confirmed before is there; these are not confirmed.
 * (If the connection was lost while the database was committing they may be there all the same;
 * storing them again is safe, as each is stored once.)
 */
public final class NotSavedException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final StoreException failure;
  private final transient @Nullable List<PredictionRecord> notSaved;

  NotSavedException(StoreException cause, List<PredictionRecord> notSaved) {
    super(
        cause.reason(),
        notSaved.size() + " predictions were not stored. " + cause.getMessage(),
        cause);
    this.failure = cause;
    this.notSaved = List.copyOf(notSaved);
  }

  StoreException failure() {
    return failure;
  }

  /** What was not stored, as it was given. */
  public List<PredictionRecord> notSaved() {
    return notSaved == null ? List.of() : notSaved;
  }
}
