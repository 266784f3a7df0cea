package io.github.fer4j.db;

import static io.github.fer4j.db.internal.schema.Tables.SOURCE;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.InsertValuesStep4;
import org.jooq.Record;
import org.jooq.Record4;

/** The sources of records, made where they are missing. */
final class SourceRows {
  private static final int SOURCES_IN_A_STATEMENT = 200;

  private final DSLContext transaction;

  SourceRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  private record Key(ByteBuffer hash, String kind) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byHash = hash.compareTo(other.hash);
      return byHash != 0 ? byHash : kind.compareTo(other.kind);
    }
  }

  private record Stored(long id, Instant firstSeen) {}

  private record Wanted(Source source, Instant firstSeen) {
    Wanted earlier(Wanted other) {
      return other.firstSeen.isBefore(firstSeen) ? other : this;
    }
  }

  /** The number of each record's source. */
  Map<Source, Long> idsOf(List<PredictionRecord> records) {
    Map<Source, Wanted> distinct =
        records.stream()
            .map(record -> new Wanted(record.source(), record.takenAt()))
            .collect(Collectors.toMap(Wanted::source, wanted -> wanted, Wanted::earlier));
    // In order of the key, so that two writers take locks in the same order and none deadlocks.
    TreeMap<Key, Wanted> wanted = new TreeMap<>();
    distinct.values().forEach(each -> wanted.put(key(each.source()), each));
    Map<Source, Long> ids = new HashMap<>();
    while (!wanted.isEmpty()) {
      Map<Key, Wanted> some = new TreeMap<>();
      while (!wanted.isEmpty() && some.size() < SOURCES_IN_A_STATEMENT) {
        Map.Entry<Key, Wanted> next = wanted.pollFirstEntry();
        some.put(next.getKey(), next.getValue());
      }
      resolve(some, ids);
    }
    return ids;
  }

  private static Key key(Source source) {
    return new Key(ByteBuffer.wrap(Source.hash(source.path())), source.kind().label());
  }

  private void resolve(Map<Key, Wanted> wanted, Map<Source, Long> ids) {
    Map<Key, Stored> stored = stored(wanted);
    Map<Key, Wanted> missing = new TreeMap<>(wanted);
    missing.keySet().removeAll(stored.keySet());
    wanted.forEach(
        (key, each) -> {
          if (stored.containsKey(key) && each.firstSeen().isBefore(stored.get(key).firstSeen())) {
            correctFirstSeen(stored.get(key).id(), each.firstSeen());
          }
        });
    if (!missing.isEmpty()) {
      insert(missing);
      stored.putAll(stored(missing));
    }
    wanted.forEach((key, each) -> ids.put(each.source(), stored.get(key).id()));
  }

  private Map<Key, Stored> stored(Map<Key, Wanted> wanted) {
    List<byte[]> hashes =
        wanted.keySet().stream().map(key -> key.hash().array()).distinct().toList();
    return transaction
        .select(SOURCE.ID, SOURCE.PATH_HASH, SOURCE.KIND, SOURCE.FIRST_SEEN)
        .from(SOURCE)
        .where(SOURCE.PATH_HASH.in(hashes))
        .fetchMap(
            row -> new Key(ByteBuffer.wrap(row.get(SOURCE.PATH_HASH)), row.get(SOURCE.KIND)),
            SourceRows::read);
  }

  private static Stored read(Record4<Long, byte[], String, Instant> row) {
    return new Stored(row.get(SOURCE.ID), row.get(SOURCE.FIRST_SEEN));
  }

  private void insert(Map<Key, Wanted> missing) {
    InsertValuesStep4<Record, String, byte[], String, Instant> insert =
        transaction.insertInto(
            SOURCE, SOURCE.PATH, SOURCE.PATH_HASH, SOURCE.KIND, SOURCE.FIRST_SEEN);
    for (Map.Entry<Key, Wanted> each : missing.entrySet()) {
      Key key = each.getKey();
      Wanted wanted = each.getValue();
      insert =
          insert.values(wanted.source().path(), key.hash().array(), key.kind(), wanted.firstSeen());
    }
    insert.execute();
  }

  private void correctFirstSeen(long id, Instant earlier) {
    transaction
        .update(SOURCE)
        .set(SOURCE.FIRST_SEEN, earlier)
        .where(SOURCE.ID.eq(id))
        .and(SOURCE.FIRST_SEEN.gt(earlier))
        .execute();
  }
}
