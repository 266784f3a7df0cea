package io.github.fer4j.cli.predict;

import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.Source;
import io.github.fer4j.infer.PictureResult;
import java.time.Instant;

/** {@code --store}: the faces in a database. */
final class StoredPictures implements PredictionSink {
  private final StoreRun run;
  private final ModelReference model;

  StoredPictures(StoreRun run, ModelReference model) {
    this.run = run;
    this.model = model;
  }

  @Override
  public void accept(PictureResult.Predicted picture) {
    Source source = Source.photo(picture.file());
    Instant now = Instant.now();
    for (FacePrediction face : picture.faces()) {
      run.write(
          PredictionRecord.inPhoto(source, model, face, now)
              .withDetector(picture.detector())
              .withReading(picture.reading()));
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
