package io.github.fer4j.spark;

import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.db.FacelessPicture;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.Source;
import io.github.fer4j.db.SourceKind;
import io.github.fer4j.db.StoreException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the faces of a partition's rows. The identifiers of the records are made from the model's
 * digest, its classes, the reading, the path and the face's number, so a task that is repeated, or
 * runs twice at a time, stores each face once.
 */
final class StoreSink implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(StoreSink.class);

  private final StoreTarget target;
  private final Origin origin;
  private final String faces;

  /**
   * @param faces the column of the faces; the others are {@code path} and, if there is one, {@code
   *     error}
   */
  StoreSink(StoreTarget target, Origin origin, String faces) {
    this.target = target;
    this.origin = origin;
    this.faces = faces;
  }

  /**
   * A sink for the faces of this dataset.
   *
   * @throws IllegalArgumentException if it has no column {@code path}, or not one column of faces
   *     that says what made it
   */
  static StoreSink of(Dataset<Row> predicted, StoreTarget target) {
    if (!Arrays.asList(predicted.columns()).contains("path")) {
      throw new IllegalArgumentException(
          "No column path, which says where a face was seen; there are "
              + String.join(", ", predicted.columns()));
    }
    List<StructField> made =
        Arrays.stream(predicted.schema().fields())
            .filter(field -> Origin.of(field).isPresent())
            .toList();
    if (made.size() != 1) {
      throw new IllegalArgumentException(
          "Expected one column of faces as EmotionTransformer adds it, which knows its model and"
              + " detector; found "
              + made.size());
    }
    StructField column = made.get(0);
    return new StoreSink(target, Origin.of(column).orElseThrow(), column.name());
  }

  /** Stores the faces of all rows, and which pictures have none; called by a task. */
  PredictionSummary write(Iterator<Row> rows) {
    ModelCard card = origin.card();
    ModelReference model =
        new ModelReference(card.name(), card.sha256(), Optional.of(origin.cardJson()));
    SortedMap<String, Long> errors = new TreeMap<>();
    long pictures = 0;
    long stored = 0;
    try (PredictionStore store = target.open()) {
      StoreBatch batch = new StoreBatch(store);
      while (rows.hasNext()) {
        Row row = rows.next();
        pictures++;
        List<PredictionRecord> found = records(row, model);
        stored += found.size();
        if (!found.isEmpty()) {
          batch.add(found);
        } else if (wasRead(row, errors)) {
          batch.add(faceless(row.getAs("path"), model.digest(), origin));
        }
      }
      batch.flush();
    } catch (StoreException e) {
      // As text, because a database's own exceptions need not arrive at the driver.
      throw new UncheckedIOException(new IOException(e.getMessage()));
    }
    return new PredictionSummary(pictures, stored, errors);
  }

  // Without the column it is not known whether there was no face or no picture.
  private static boolean wasRead(Row row, Map<String, Long> errors) {
    int column = Arrays.asList(row.schema().fieldNames()).indexOf("error");
    if (column < 0) {
      return false;
    }
    if (row.isNullAt(column)) {
      return true;
    }
    String error = row.getString(column);
    LOG.warn("Nothing of {} is stored: {}", row.getAs("path"), error);
    errors.merge(error.replaceFirst("(?s):.*", ""), 1L, Long::sum);
    return false;
  }

  private List<PredictionRecord> records(Row row, ModelReference model) {
    Source source = source(row.getAs("path"));
    List<Row> found = row.getList(row.fieldIndex(faces));
    Instant now = Instant.now();
    List<PredictionRecord> records = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      FacePrediction face = FaceSchema.face(found.get(i), origin.classes());
      PredictionRecord record =
          PredictionRecord.inPhoto(source, model, face, now)
              .withReading(origin.reading())
              .withStableId(i);
      boolean given = origin.detector().equals(PredictorSettings.NO_DETECTOR);
      records.add(given ? record : record.withDetector(origin.detector()));
    }
    return records;
  }

  /** The picture at a path, if this origin's detector finds no face in it. */
  static FacelessPicture faceless(@Nullable String path, String modelDigest, Origin origin) {
    return new FacelessPicture(source(path), modelDigest, origin.reading(), origin.detector());
  }

  /**
   * The source that a path of Spark's names: for a local file as {@code fer predict --store} has
   * it, for all others the path itself.
   */
  static Source source(@Nullable String path) {
    if (path == null) {
      throw new IllegalArgumentException("A row has no path: its faces cannot be stored");
    }
    return path.startsWith("file:")
        ? Source.photo(Path.of(new org.apache.hadoop.fs.Path(path).toUri().getPath()))
        : new Source(SourceKind.PHOTO, path);
  }
}
