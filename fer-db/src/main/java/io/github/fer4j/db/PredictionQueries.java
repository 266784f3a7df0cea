package io.github.fer4j.db;

import static io.github.fer4j.db.internal.schema.Tables.MODEL;
import static io.github.fer4j.db.internal.schema.Tables.PREDICTION;
import static io.github.fer4j.db.internal.schema.Tables.SOURCE;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.State;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/** The queries of a store. */
final class PredictionQueries {
  private static final int PAGE = 2_000;

  private final DSLContext context;

  PredictionQueries(DSLContext context) {
    this.context = context;
  }

  /** The latest that match, the newest first. */
  List<PredictionRecord> latest(PredictionFilter filter, int count) {
    return read(
        select(Conditions.of(filter))
            .orderBy(PREDICTION.TAKEN_AT.desc(), PREDICTION.ID.desc())
            .limit(count)
            .fetch());
  }

  /** One page of those that match, in the order in which they were stored. */
  List<PredictionRecord> page(PredictionFilter filter, long afterRow) {
    return read(
        select(Conditions.of(filter).and(PREDICTION.ID.gt(afterRow)))
            .orderBy(PREDICTION.ID)
            .limit(PAGE)
            .fetch());
  }

  /** Passes on all pages; what is stored meanwhile may be among them or not. */
  static void forEach(
      Database database, PredictionFilter filter, Consumer<PredictionRecord> action) {
    long last = 0;
    List<PredictionRecord> page;
    do {
      long after = last;
      page = database.read(context -> new PredictionQueries(context).page(filter, after));
      page.forEach(action);
      last = page.isEmpty() ? last : page.get(page.size() - 1).row().orElseThrow();
    } while (!page.isEmpty());
  }

  private SelectConditionStep<Record> select(Condition condition) {
    List<Field<?>> columns = new ArrayList<>(List.of(PREDICTION.fields()));
    columns.add(SOURCE.KIND);
    columns.add(SOURCE.PATH);
    return context
        .select(columns)
        .from(PREDICTION)
        .join(SOURCE)
        .on(SOURCE.ID.eq(PREDICTION.SOURCE_ID))
        .where(condition);
  }

  private List<PredictionRecord> read(Collection<? extends Record> rows) {
    Map<Long, ModelReference> models =
        models(rows.stream().map(row -> row.get(PREDICTION.MODEL_ID)).distinct().toList());
    return rows.stream()
        .map(row -> PredictionRows.read(row, models.get(row.get(PREDICTION.MODEL_ID))))
        .toList();
  }

  private Map<Long, ModelReference> models(List<Long> ids) {
    return context
        .selectFrom(MODEL)
        .where(MODEL.ID.in(ids))
        .fetchMap(
            MODEL.ID,
            row ->
                new ModelReference(
                    row.get(MODEL.NAME),
                    row.get(MODEL.DIGEST),
                    Optional.ofNullable(row.get(MODEL.CARD))));
  }

  PredictionCounts counts(PredictionFilter filter) {
    Map<Emotion, Long> counts = new EnumMap<>(Emotion.class);
    context
        .select(PREDICTION.CLASS_NAME, DSL.count())
        .from(PREDICTION)
        .where(Conditions.of(filter))
        .groupBy(PREDICTION.CLASS_NAME)
        .forEach(row -> counts.put(Emotion.ofLabel(row.value1()), row.value2().longValue()));
    return new PredictionCounts(counts);
  }

  /** Hours in which something was record, the earliest first. */
  List<HourCount> timeline(PredictionFilter filter) {
    // Parts and not a truncated time: databases truncate in as many ways as there are databases.
    Field<Integer> year = DSL.year(PREDICTION.TAKEN_AT);
    Field<Integer> month = DSL.month(PREDICTION.TAKEN_AT);
    Field<Integer> day = DSL.day(PREDICTION.TAKEN_AT);
    Field<Integer> hour = DSL.hour(PREDICTION.TAKEN_AT);
    return context
        .select(year, month, day, hour, countOf(State.OKAY), countOf(State.NOT_OKAY))
        .from(PREDICTION)
        .where(Conditions.of(filter))
        .groupBy(year, month, day, hour)
        .orderBy(year, month, day, hour)
        .fetch(
            row ->
                new HourCount(
                    LocalDateTime.of(row.value1(), row.value2(), row.value3(), row.value4(), 0)
                        .toInstant(ZoneOffset.UTC),
                    row.value5(),
                    row.value6()));
  }

  private static Field<Integer> countOf(State state) {
    return DSL.count(DSL.when(PREDICTION.STATE.eq(state.label()), 1));
  }

  StoreStatus status(String address, String product, String schemaVersion) {
    Record2<Instant, Instant> span =
        context
            .select(DSL.min(PREDICTION.TAKEN_AT), DSL.max(PREDICTION.TAKEN_AT))
            .from(PREDICTION)
            .fetchSingle();
    return new StoreStatus(
        address,
        product,
        schemaVersion,
        context.fetchCount(PREDICTION),
        context.fetchCount(SOURCE),
        context.fetchCount(MODEL),
        Optional.ofNullable(span.value1()),
        Optional.ofNullable(span.value2()));
  }
}
