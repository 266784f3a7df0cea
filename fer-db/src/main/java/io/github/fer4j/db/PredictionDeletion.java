package io.github.fer4j.db;

import static io.github.fer4j.db.schema.Tables.PREDICTION;
import static io.github.fer4j.db.schema.Tables.SOURCE;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Forgets predictions, and the sources of which nothing is left. */
final class PredictionDeletion {
  private final DSLContext transaction;

  PredictionDeletion(DSLContext transaction) {
    this.transaction = transaction;
  }

  /** Deletes what is meant; returns how many predictions that were. */
  int delete(PredictionFilter filter) {
    int deleted = transaction.deleteFrom(PREDICTION).where(Conditions.of(filter)).execute();
    transaction
        .deleteFrom(SOURCE)
        .where(
            DSL.notExists(
                DSL.selectOne().from(PREDICTION).where(PREDICTION.SOURCE_ID.eq(SOURCE.ID))))
        .execute();
    filter.to().ifPresent(this::forgetFirstSeenBefore);
    return deleted;
  }

  // When something was first seen would tell of what has just been forgotten.
  private void forgetFirstSeenBefore(Instant time) {
    Field<Instant> earliestLeft =
        DSL.field(
            DSL.select(DSL.min(PREDICTION.TAKEN_AT))
                .from(PREDICTION)
                .where(PREDICTION.SOURCE_ID.eq(SOURCE.ID)));
    transaction
        .update(SOURCE)
        .set(SOURCE.FIRST_SEEN, earliestLeft)
        .where(SOURCE.FIRST_SEEN.lt(time))
        .execute();
  }
}
