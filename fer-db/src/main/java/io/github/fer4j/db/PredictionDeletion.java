package io.github.fer4j.db;

import static io.github.fer4j.db.internal.schema.Tables.MODEL;
import static io.github.fer4j.db.internal.schema.Tables.PREDICTION;
import static io.github.fer4j.db.internal.schema.Tables.SOURCE;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Deletes predictions, the sources and models of which none is left, and faceless pictures. */
final class PredictionDeletion {
  private final DSLContext transaction;

  PredictionDeletion(DSLContext transaction) {
    this.transaction = transaction;
  }

  /** Deletes what matches; returns how many predictions that were. */
  int delete(PredictionFilter filter) {
    int deleted = transaction.deleteFrom(PREDICTION).where(Conditions.of(filter)).execute();
    transaction
        .deleteFrom(SOURCE)
        .where(
            DSL.notExists(
                DSL.selectOne().from(PREDICTION).where(PREDICTION.SOURCE_ID.eq(SOURCE.ID))))
        .execute();
    transaction
        .deleteFrom(MODEL)
        .where(
            DSL.notExists(DSL.selectOne().from(PREDICTION).where(PREDICTION.MODEL_ID.eq(MODEL.ID))))
        .execute();
    new FacelessRows(transaction).delete(filter);
    filter.to().ifPresent(this::forgetFirstSeenBefore);
    return deleted;
  }

  // Otherwise the time of a deleted prediction would stay in its source.
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
