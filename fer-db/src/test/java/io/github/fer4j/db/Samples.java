package io.github.fer4j.db;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Records to try things with. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123Z");
  static final ModelReference MODEL =
      new ModelReference("slim", "0123456789abcdef".repeat(4), Optional.of("{\"name\":\"slim\"}"));
  static final Source PHOTO = Source.photo(Path.of("/photos/crew.png"));

  static final Prediction ANGRY = new Prediction(0.6, 0.1, 0.1, 0.1, 0.1);
  static final Prediction FEAR = new Prediction(0.1, 0.6, 0.1, 0.1, 0.1);
  static final Prediction HAPPY = new Prediction(0.1, 0.1, 0.6, 0.1, 0.1);
  static final Prediction NEUTRAL = new Prediction(0.1, 0.1, 0.1, 0.6, 0.1);
  static final Prediction SAD = new Prediction(0.1, 0.1, 0.1, 0.1, 0.6);

  private static final BoundingBox BOX = new BoundingBox(-3, 20, 45, 68);

  private Samples() {}

  /** As it was before it was stored. */
  static PredictionRecord withoutRow(PredictionRecord stored) {
    return stored.withRow(OptionalLong.empty());
  }

  static FacePrediction face(Prediction prediction) {
    return new FacePrediction(BOX, prediction);
  }

  static PredictionRecord photo(String path, Prediction prediction, Instant takenAt) {
    return PredictionRecord.inPhoto(
        new Source(SourceKind.PHOTO, path), MODEL, face(prediction), takenAt);
  }

  static PredictionRecord happyAt(Instant takenAt) {
    return photo(PHOTO.path(), HAPPY, takenAt);
  }

  /** Frames of a video, 40 ms apart. */
  static List<PredictionRecord> frames(String path, int count) {
    Source video = new Source(SourceKind.VIDEO, path);
    return IntStream.range(0, count)
        .mapToObj(
            frame ->
                PredictionRecord.inVideo(
                    video,
                    MODEL,
                    face(frame % 2 == 0 ? HAPPY : SAD),
                    new VideoPosition(frame, frame / 25.0, OptionalInt.of(frame % 3)),
                    NOON.plusMillis(40L * frame)))
        .toList();
  }
}
