package io.github.fer4j.db;

import static io.github.fer4j.db.internal.schema.Tables.FACELESS_PICTURE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertValuesStep4;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Pictures without a face as rows of their table. */
final class FacelessRows {
  private final DSLContext transaction;

  FacelessRows(DSLContext transaction) {
    this.transaction = transaction;
  }

  /** By identifier, in its order, so that two writers take locks in the same order. */
  static Map<UUID, FacelessPicture> byId(Collection<FacelessPicture> pictures) {
    Map<UUID, FacelessPicture> byId = new TreeMap<>();
    pictures.forEach(picture -> byId.put(picture.id(), picture));
    return byId;
  }

  /** Which of these are stored. */
  Set<UUID> stored(Collection<UUID> ids) {
    return transaction
        .select(FACELESS_PICTURE.UUID)
        .from(FACELESS_PICTURE)
        .where(FACELESS_PICTURE.UUID.in(ids))
        .fetchSet(FACELESS_PICTURE.UUID);
  }

  /** Stores those that are not stored yet. */
  void insert(Map<UUID, FacelessPicture> pictures, Instant now) {
    Set<UUID> stored = stored(pictures.keySet());
    InsertValuesStep4<Record, UUID, byte[], String, Instant> insert =
        transaction.insertInto(
            FACELESS_PICTURE,
            FACELESS_PICTURE.UUID,
            FACELESS_PICTURE.PATH_HASH,
            FACELESS_PICTURE.MODEL_DIGEST,
            FACELESS_PICTURE.TAKEN_AT);
    for (Map.Entry<UUID, FacelessPicture> each : pictures.entrySet()) {
      if (!stored.contains(each.getKey())) {
        byte[] hash = Source.hash(each.getValue().photo().path());
        insert = insert.values(each.getKey(), hash, each.getValue().modelDigest(), now);
      }
    }
    if (stored.size() < pictures.size()) {
      insert.execute();
    }
  }

  /** Forgets the pictures that match; a filter that asks for a state or a class means faces. */
  void delete(PredictionFilter filter) {
    if (filter.state().isPresent() || filter.emotion().isPresent()) {
      return;
    }
    List<Condition> all = new ArrayList<>();
    filter.path().ifPresent(path -> all.add(FACELESS_PICTURE.PATH_HASH.eq(Source.hash(path))));
    filter.from().ifPresent(from -> all.add(FACELESS_PICTURE.TAKEN_AT.ge(from)));
    filter.to().ifPresent(to -> all.add(FACELESS_PICTURE.TAKEN_AT.lt(to)));
    filter.model().ifPresent(digest -> all.add(FACELESS_PICTURE.MODEL_DIGEST.eq(digest)));
    transaction.deleteFrom(FACELESS_PICTURE).where(DSL.and(all)).execute();
  }
}
