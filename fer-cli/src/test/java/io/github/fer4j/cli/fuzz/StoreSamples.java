package io.github.fer4j.cli.fuzz;

import io.github.fer4j.cli.fuzz.FuzzTarget.Sample;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.db.ExportFormat;
import io.github.fer4j.db.ModelReference;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Exports of a store. */
final class StoreSamples {
  private StoreSamples() {}

  static List<Sample> make(PredictionStore store) throws IOException {
    FacePrediction face =
        new FacePrediction(
            Detection.of(new BoundingBox(1, 2, 30, 40)),
            Prediction.of(ClassSet.FIVE, 0.1, 0.2, 0.4, 0.2, 0.1));
    ModelReference model = new ModelReference("tiny", "0".repeat(64), Optional.of("{}"));
    store.save(Source.photo(Path.of("a photo.jpg")), model, face, face);
    store.save(Source.camera(0), model, face);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    store.export(PredictionFilter.ALL, ExportFormat.JSON, lines);
    return List.of(new Sample("predictions.jsonl", lines.toByteArray()));
  }
}
