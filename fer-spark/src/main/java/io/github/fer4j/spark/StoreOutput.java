package io.github.fer4j.spark;

import io.github.fer4j.db.FacelessPicture;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.Source;
import java.util.ArrayList;
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
 * A store of fer-db's. Pictures with errors leave nothing there: a job that is resumed tries them
 * again.
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

  /** Leaves out the pictures whose first face is stored, and those that have none. */
  private record Missing(StoreTarget target, Origin origin)
      implements MapPartitionsFunction<String, String> {

    @Override
    public Iterator<String> call(Iterator<String> paths) {
      List<String> missing = new ArrayList<>();
      String model = origin.card().sha256();
      try (PredictionStore store = target.open()) {
        while (paths.hasNext()) {
          List<String> some = new ArrayList<>();
          while (paths.hasNext() && some.size() < PATHS_IN_A_QUERY) {
            some.add(paths.next());
          }
          missing.addAll(withoutFaceless(withoutFaces(some, model, store), model, store));
        }
      }
      return missing.iterator();
    }

    private Set<String> withoutFaces(List<String> paths, String model, PredictionStore store) {
      Map<String, UUID> firstFaces = new LinkedHashMap<>();
      for (String path : paths) {
        Source photo = StoreSink.source(path);
        firstFaces.put(
            path, PredictionRecord.stableId(photo, model, origin.classes(), origin.reading(), 0));
      }
      firstFaces.values().removeAll(store.stored(firstFaces.values()));
      return firstFaces.keySet();
    }

    private Set<String> withoutFaceless(Set<String> paths, String model, PredictionStore store) {
      Map<String, FacelessPicture> pictures = new LinkedHashMap<>();
      paths.forEach(path -> pictures.put(path, StoreSink.faceless(path, model, origin)));
      pictures.values().removeAll(store.faceless(pictures.values()));
      return pictures.keySet();
    }
  }
}
