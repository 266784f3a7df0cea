package io.github.fer4j.db;

import static io.github.fer4j.db.internal.schema.Tables.MODEL;
import static io.github.fer4j.db.internal.schema.Tables.PREDICTION;
import static io.github.fer4j.db.internal.schema.Tables.SOURCE;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** A filter as a condition on the table of predictions. */
final class Conditions {
  private Conditions() {}

  static Condition of(PredictionFilter filter) {
    List<Condition> all = new ArrayList<>();
    filter.path().ifPresent(path -> all.add(PREDICTION.SOURCE_ID.in(sourcesAt(path))));
    filter.from().ifPresent(from -> all.add(PREDICTION.TAKEN_AT.ge(from)));
    filter.to().ifPresent(to -> all.add(PREDICTION.TAKEN_AT.lt(to)));
    filter.state().ifPresent(state -> all.add(PREDICTION.STATE.eq(state.label())));
    filter.emotion().ifPresent(emotion -> all.add(PREDICTION.CLASS_NAME.eq(emotion.label())));
    filter.model().ifPresent(digest -> all.add(PREDICTION.MODEL_ID.in(modelsOf(digest))));
    return DSL.and(all);
  }

  private static Select<Record1<Long>> modelsOf(String digest) {
    return DSL.select(MODEL.ID).from(MODEL).where(MODEL.DIGEST.eq(digest));
  }

  private static Select<Record1<Long>> sourcesAt(String path) {
    return DSL.select(SOURCE.ID).from(SOURCE).where(SOURCE.PATH_HASH.eq(Source.hash(path)));
  }
}
