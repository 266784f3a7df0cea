package io.github.fer4j.db;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A record as one flat line of an export or of a spill file.
 *
 * @param id number of the row, absent if not stored
 * @param modelCard the model's card, in the first line of a file that names the model
 */
@JsonPropertyOrder({
  "id",
  "uuid",
  "path",
  "kind",
  "model",
  "model_digest",
  "x1",
  "y1",
  "x2",
  "y2",
  "state",
  "class_name",
  "angry",
  "fear",
  "happy",
  "neutral",
  "sad",
  "frame",
  "seconds",
  "face",
  "taken_at",
  "disgust",
  "surprise",
  "contempt",
  "score",
  "detector",
  "reading",
  "model_card"
})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record PredictionLine(
    Long id,
    UUID uuid,
    String path,
    String kind,
    String model,
    String modelDigest,
    Integer x1,
    Integer y1,
    Integer x2,
    Integer y2,
    String state,
    String className,
    Double angry,
    Double fear,
    Double happy,
    Double neutral,
    Double sad,
    Long frame,
    Double seconds,
    Integer face,
    String takenAt,
    Double disgust,
    Double surprise,
    Double contempt,
    Double score,
    String detector,
    String reading,
    String modelCard) {

  static PredictionLine of(PredictionRecord record, boolean withCard) {
    BoundingBox box = record.face().box();
    Prediction prediction = record.face().prediction();
    Double[] probabilities = ClassProbabilities.of(prediction);
    Optional<VideoPosition> position = record.position();
    OptionalInt face = position.map(VideoPosition::face).orElse(OptionalInt.empty());
    return new PredictionLine(
        record.row().isPresent() ? record.row().getAsLong() : null,
        record.id(),
        record.source().path(),
        record.source().kind().label(),
        record.model().name(),
        record.model().digest(),
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2(),
        prediction.state().label(),
        prediction.emotion().label(),
        probabilities[0],
        probabilities[1],
        probabilities[2],
        probabilities[3],
        probabilities[4],
        position.map(VideoPosition::frame).orElse(null),
        position.map(VideoPosition::seconds).orElse(null),
        face.isPresent() ? face.getAsInt() : null,
        record.takenAt().toString(),
        probabilities[5],
        probabilities[6],
        probabilities[7],
        record.score().isPresent() ? record.score().getAsDouble() : null,
        record.detector().orElse(null),
        record.reading(),
        withCard ? record.model().card().orElse(null) : null);
  }

  /**
   * The record of this line.
   *
   * @param card the model's card, if this line or an earlier one gave it
   * @throws IllegalArgumentException if the line contradicts itself or lacks something
   */
  PredictionRecord record(Optional<String> card) {
    require("uuid", uuid);
    Prediction prediction = prediction();
    if (!prediction.emotion().label().equals(className)
        || !prediction.state().label().equals(state)) {
      throw new IllegalArgumentException(
          "class_name and state " + className + ", " + state + " do not go with the probabilities");
    }
    return new PredictionRecord(
        OptionalLong.empty(),
        uuid,
        new Source(SourceKind.ofLabel(require("kind", kind)), require("path", path)),
        new ModelReference(require("model", model), require("model_digest", modelDigest), card),
        new FacePrediction(detection(), prediction),
        position(),
        time(),
        Optional.ofNullable(detector),
        // Files of version 0.1 do not say.
        reading == null ? ModelCard.LABEL_READING : reading);
  }

  private Prediction prediction() {
    return ClassProbabilities.prediction(
        Arrays.asList(
            require("angry", angry),
            require("fear", fear),
            require("happy", happy),
            require("neutral", neutral),
            require("sad", sad),
            disgust,
            surprise,
            contempt));
  }

  private Detection detection() {
    BoundingBox box =
        new BoundingBox(require("x1", x1), require("y1", y1), require("x2", x2), require("y2", y2));
    return score == null ? Detection.of(box) : new Detection(box, score);
  }

  private Optional<VideoPosition> position() {
    if (frame == null && seconds == null && face == null) {
      return Optional.empty();
    }
    return Optional.of(
        new VideoPosition(
            require("frame", frame),
            require("seconds", seconds),
            face == null ? OptionalInt.empty() : OptionalInt.of(face)));
  }

  private Instant time() {
    try {
      return Instant.parse(require("taken_at", takenAt));
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(
          "taken_at '" + takenAt + "' is not a time such as 2026-03-04T12:00:00.123Z", malformed);
    }
  }

  private static <T> T require(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
