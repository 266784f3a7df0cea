package io.github.fer4j.spark;

import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * A store of fer-db's. Pictures without a face leave nothing there; a job that is resumed predicts
 * them again.
 */
final class StoreOutput implements Output {
  private static final int PATHS_IN_A_QUERY = 500;

  private final StoreTarget target;
  private final Origin origin;
  private PredictionSummary sofar = PredictionSummary.NONE;

  StoreOutput(StoreTarget target, Origin origin) {
    this.target = target;
    this.origin = origin;
  }

  @Override
  public void requireNewUnless(boolean resume) {
    // Others' predictions may be there; what is stored again stays as it is.
    target.open().close();
  }

  @Override
  public Dataset<Row> missing(Dataset<Row> pictures) {
    return pictures
        .select("path")
        .as(Encoders.STRING())
        .mapPartitions(new Missing(target, origin), Encoders.STRING())
        .toDF("path");
  }

  @Override
  public void append(Dataset<Row> predicted) {
    sofar = sofar.plus(store(predicted, target));
  }

  /** Stores all faces of a dataset. */
  static PredictionSummary store(Dataset<Row> predicted, StoreTarget target) {
    StoreSink sink = StoreSink.of(predicted, target);
    target.open().close(); // Tables are made, and what cannot be opened ends the call, here.
    return predicted
        .toJavaRDD()
        .mapPartitions(rows -> List.of(sink.write(rows)).iterator())
        .collect()
        .stream()
        .reduce(PredictionSummary.NONE, PredictionSummary::plus);
  }

  /** Of this job alone: others may have stored before. */
  @Override
  public PredictionSummary summary() {
    return sofar;
  }

  @Override
  public String toString() {
    return target.toString();
  }

  /** Leaves out the pictures whose first face is stored. */
  private record Missing(StoreTarget target, Origin origin)
      implements MapPartitionsFunction<String, String> {

    @Override
    public Iterator<String> call(Iterator<String> paths) {
      List<String> missing = new ArrayList<>();
      try (PredictionStore store = target.open()) {
        String model = origin.card().sha256();
        while (paths.hasNext()) {
          Map<String, UUID> faces = new LinkedHashMap<>();
          while (paths.hasNext() && faces.size() < PATHS_IN_A_QUERY) {
            String path = paths.next();
            faces.put(path, firstFace(path, model));
          }
          missing.addAll(without(store.stored(faces.values()), faces));
        }
      }
      return missing.iterator();
    }

    private UUID firstFace(String path, String model) {
      return PredictionRecord.stableId(
          StoreSink.source(path), model, origin.classes(), origin.reading(), 0);
    }

    private static Collection<String> without(Set<UUID> stored, Map<String, UUID> faces) {
      faces.values().removeAll(stored);
      return faces.keySet();
    }
  }
}
