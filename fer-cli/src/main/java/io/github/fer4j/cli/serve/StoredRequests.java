package io.github.fer4j.cli.serve;

import io.github.fer4j.cli.db.StoreRun;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.OneLine;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.Source;
import io.github.fer4j.db.SourceKind;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.serve.PredictionListener;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code --store}: the faces of uploaded pictures in a database; without it nothing. */
final class StoredRequests implements PredictionListener, AutoCloseable {
  private static final String UPLOAD = "upload:";
  private static final int LONGEST_NAME = 255;

  private final Optional<StoreRun> run;
  private final ModelReference model;
  private final String detector;
  private final String reading;

  StoredRequests(Optional<StoreRun> run, ModelBundle bundle, String detector, String reading) {
    this.detector = detector;
    this.reading = reading;
    this.run = run;
    this.model = ModelOptions.reference(bundle);
  }

  @Override
  public void predicted(String name, List<FacePrediction> faces) {
    if (run.isPresent()) {
      Source source = source(name);
      Instant now = Instant.now();
      for (FacePrediction face : faces) {
        run.get()
            .write(
                PredictionRecord.inPhoto(source, model, face, now)
                    .withDetector(detector)
                    .withReading(reading));
      }
    }
  }

  // A client may call its file anything.
  private static Source source(String name) {
    String bounded = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    byte[] bytes = bounded.getBytes(StandardCharsets.UTF_8);
    return new Source(
        SourceKind.PHOTO, UPLOAD + OneLine.of(new String(bytes, StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    run.ifPresent(StoreRun::close);
  }
}
