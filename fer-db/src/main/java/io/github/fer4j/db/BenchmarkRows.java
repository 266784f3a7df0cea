package io.github.fer4j.db;

import static io.github.fer4j.db.schema.Tables.MODEL;
import static io.github.fer4j.db.schema.Tables.PREDICTION;
import static io.github.fer4j.db.schema.Tables.SOURCE;

import io.github.fer4j.db.Database.Repeat;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The rows of measurements, known by the name of their model. */
final class BenchmarkRows {
  private static final int SOURCES_IN_A_TRANSACTION = 200;
  private static final Condition MINE = MODEL.NAME.eq(MadeUpObservations.MODEL_NAME);

  private final Database database;

  BenchmarkRows(Database database) {
    this.database = database;
  }

  /** Deletes all of them, in transactions of moderate size. */
  void delete() {
    boolean more = true;
    while (more) {
      more = database.transaction(Repeat.SAFE, (transaction, attempt) -> deleteSome(transaction));
    }
    database.transaction(
        Repeat.SAFE, (transaction, attempt) -> transaction.deleteFrom(MODEL).where(MINE).execute());
  }

  private static boolean deleteSome(DSLContext transaction) {
    List<Long> models = transaction.select(MODEL.ID).from(MODEL).where(MINE).fetch(MODEL.ID);
    List<Long> sources =
        transaction
            .selectDistinct(PREDICTION.SOURCE_ID)
            .from(PREDICTION)
            .where(PREDICTION.MODEL_ID.in(models))
            .limit(SOURCES_IN_A_TRANSACTION)
            .fetch(PREDICTION.SOURCE_ID);
    transaction.deleteFrom(PREDICTION).where(PREDICTION.SOURCE_ID.in(sources)).execute();
    transaction.deleteFrom(SOURCE).where(SOURCE.ID.in(sources)).execute();
    return !sources.isEmpty();
  }
}
