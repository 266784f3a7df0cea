package io.github.fer4j.db;

import static io.github.fer4j.db.internal.schema.Tables.MODEL;
import static io.github.fer4j.db.internal.schema.Tables.PREDICTION;
import static io.github.fer4j.db.internal.schema.Tables.SOURCE;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Records to rows of the tables and back. */
final class PredictionRows {
  // Statements of some hundred kilobytes: far below what a server accepts, and the fastest.
  private static final int ROWS_IN_A_STATEMENT = 500;

  private static final List<Field<?>> COLUMNS =
      List.of(
          PREDICTION.UUID,
          PREDICTION.SOURCE_ID,
          PREDICTION.MODEL_ID,
          PREDICTION.X1,
          PREDICTION.Y1,
          PREDICTION.X2,
          PREDICTION.Y2,
          PREDICTION.STATE,
          PREDICTION.CLASS_NAME,
          PREDICTION.FRAME,
          PREDICTION.SECONDS,
          PREDICTION.FACE,
          PREDICTION.TAKEN_AT,
          PREDICTION.SCORE,
          PREDICTION.DETECTOR,
          PREDICTION.READING,
          PREDICTION.ANGRY,
          PREDICTION.FEAR,
          PREDICTION.HAPPY,
          PREDICTION.NEUTRAL,
          PREDICTION.SAD,
          PREDICTION.DISGUST,
          PREDICTION.SURPRISE,
          PREDICTION.CONTEMPT);

  /** The last of the columns, in the order of the classes. */
  private static final List<Field<Double>> PROBABILITIES =
      List.of(
          PREDICTION.ANGRY,
          PREDICTION.FEAR,
          PREDICTION.HAPPY,
          PREDICTION.NEUTRAL,
          PREDICTION.SAD,
          PREDICTION.DISGUST,
          PREDICTION.SURPRISE,
          PREDICTION.CONTEMPT);

  private final DSLContext transaction;

  PredictionRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  /** Which of these are stored. */
  Set<UUID> stored(Collection<UUID> ids) {
    Set<UUID> found = new HashSet<>();
    for (List<UUID> some : slices(List.copyOf(ids))) {
      found.addAll(
          transaction
              .select(PREDICTION.UUID)
              .from(PREDICTION)
              .where(PREDICTION.UUID.in(some))
              .fetchSet(PREDICTION.UUID));
    }
    return found;
  }

  /** Stores records, none of which is stored yet, with their sources and models. */
  void insert(List<PredictionRecord> records) {
    Map<Source, Long> sources = new SourceRows(transaction).idsOf(records);
    Map<String, Long> models = modelIds(records);
    for (List<PredictionRecord> some : slices(records)) {
      InsertValuesStepN<Record> insert = transaction.insertInto(PREDICTION, COLUMNS);
      for (PredictionRecord record : some) {
        insert =
            insert.values(
                row(record, sources.get(record.source()), models.get(record.model().digest())));
      }
      insert.execute();
    }
  }

  private static <T> List<List<T>> slices(List<T> all) {
    List<List<T>> slices = new ArrayList<>();
    for (int from = 0; from < all.size(); from += ROWS_IN_A_STATEMENT) {
      slices.add(all.subList(from, Math.min(all.size(), from + ROWS_IN_A_STATEMENT)));
    }
    return slices;
  }

  private static List<Object> row(PredictionRecord record, Long source, Long model) {
    BoundingBox box = record.face().box();
    Prediction prediction = record.face().prediction();
    Optional<VideoPosition> position = record.position();
    OptionalInt face = position.map(VideoPosition::face).orElse(OptionalInt.empty());
    List<Object> values = new ArrayList<>(COLUMNS.size());
    Collections.addAll(
        values,
        record.id(),
        source,
        model,
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2(),
        prediction.state().label(),
        prediction.emotion().label(),
        position.map(VideoPosition::frame).orElse(null),
        position.map(VideoPosition::seconds).orElse(null),
        face.isPresent() ? face.getAsInt() : null,
        record.takenAt(),
        boxed(record.score()),
        record.detector().orElse(null),
        record.reading());
    Collections.addAll(values, (Object[]) ClassProbabilities.of(prediction));
    return values;
  }

  private static @Nullable Double boxed(OptionalDouble score) {
    return score.isPresent() ? score.getAsDouble() : null;
  }

  /** The row's record; the row holds all columns of prediction and those of its source. */
  static PredictionRecord read(Record row, ModelReference model) {
    Instant takenAt = row.get(PREDICTION.TAKEN_AT);
    Long frame = row.get(PREDICTION.FRAME);
    Integer face = row.get(PREDICTION.FACE);
    Optional<VideoPosition> position =
        Optional.ofNullable(frame)
            .map(
                number ->
                    new VideoPosition(
                        number,
                        row.get(PREDICTION.SECONDS),
                        face == null ? OptionalInt.empty() : OptionalInt.of(face)));
    Source source = new Source(SourceKind.ofLabel(row.get(SOURCE.KIND)), row.get(SOURCE.PATH));
    return new PredictionRecord(
        OptionalLong.of(row.get(PREDICTION.ID)),
        row.get(PREDICTION.UUID),
        source,
        model,
        face(row),
        position,
        takenAt,
        Optional.ofNullable(row.get(PREDICTION.DETECTOR)),
        row.get(PREDICTION.READING));
  }

  private static FacePrediction face(Record row) {
    BoundingBox box =
        new BoundingBox(
            row.get(PREDICTION.X1),
            row.get(PREDICTION.Y1),
            row.get(PREDICTION.X2),
            row.get(PREDICTION.Y2));
    Double score = row.get(PREDICTION.SCORE);
    Detection detection = score == null ? Detection.of(box) : new Detection(box, score);
    return new FacePrediction(
        detection, ClassProbabilities.prediction(PROBABILITIES.stream().map(row::get).toList()));
  }

  private Map<String, Long> modelIds(List<PredictionRecord> records) {
    // In order of the digest, so that two writers take locks in the same order.
    Map<String, ModelReference> wanted = new TreeMap<>();
    records.forEach(record -> wanted.putIfAbsent(record.model().digest(), record.model()));
    Map<String, Long> ids = storedModels(wanted.keySet());
    for (ModelReference model : wanted.values()) {
      if (!ids.containsKey(model.digest())) {
        transaction
            .insertInto(MODEL, MODEL.NAME, MODEL.DIGEST, MODEL.CARD)
            .values(model.name(), model.digest(), model.card().orElse(null))
            .execute();
      }
    }
    return ids.size() == wanted.size() ? ids : storedModels(wanted.keySet());
  }

  private Map<String, Long> storedModels(Collection<String> digests) {
    return transaction
        .select(MODEL.DIGEST, MODEL.ID)
        .from(MODEL)
        .where(MODEL.DIGEST.in(digests))
        .fetchMap(MODEL.DIGEST, MODEL.ID);
  }
}
