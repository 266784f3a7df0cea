package io.github.fer4j.spark;

import io.github.fer4j.db.FacelessPicture;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import java.util.ArrayList;
import java.util.List;

/** What waits to be stored: the faces of pictures, and the pictures without a face. */
final class StoreBatch {
  private static final int ROWS_IN_A_TRANSACTION = 500;

  private final PredictionStore store;
  private final List<PredictionRecord> faces = new ArrayList<>();
  private final List<FacelessPicture> faceless = new ArrayList<>();

  StoreBatch(PredictionStore store) {
    this.store = store;
  }

  /** Adds all faces of a picture: if its first is stored, so are the others. */
  void add(List<PredictionRecord> ofOnePicture) {
    faces.addAll(ofOnePicture);
    if (faces.size() >= ROWS_IN_A_TRANSACTION) {
      flush();
    }
  }

  void add(FacelessPicture picture) {
    faceless.add(picture);
    if (faceless.size() >= ROWS_IN_A_TRANSACTION) {
      flush();
    }
  }

  /** Stores what waits. */
  void flush() {
    store.save(faces);
    faces.clear();
    store.saveFaceless(faceless);
    faceless.clear();
  }
}
