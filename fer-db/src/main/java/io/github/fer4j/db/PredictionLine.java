package io.github.fer4j.db;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * An observation as one flat line of a file: the columns of an export, and what is kept when the
 * database is away.
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
    int x1,
    int y1,
    int x2,
    int y2,
    String state,
    String className,
    double angry,
    double fear,
    double happy,
    double neutral,
    double sad,
    Long frame,
    Double seconds,
    Integer face,
    String takenAt,
    String modelCard) {

  static PredictionLine of(Long row, Observation seen, boolean withCard) {
    BoundingBox box = seen.face().box();
    Prediction prediction = seen.face().prediction();
    Optional<VideoPosition> position = seen.position();
    OptionalInt face = position.map(VideoPosition::face).orElse(OptionalInt.empty());
    return new PredictionLine(
        row,
        seen.id(),
        seen.source().path(),
        seen.source().kind().label(),
        seen.model().name(),
        seen.model().digest(),
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2(),
        prediction.state().label(),
        prediction.emotion().label(),
        prediction.angry(),
        prediction.fear(),
        prediction.happy(),
        prediction.neutral(),
        prediction.sad(),
        position.map(VideoPosition::frame).orElse(null),
        position.map(VideoPosition::seconds).orElse(null),
        face.isPresent() ? face.getAsInt() : null,
        seen.takenAt().toString(),
        withCard ? seen.model().card().orElse(null) : null);
  }

  /**
   * The observation that this line tells of.
   *
   * @param card the model's card, if this line or an earlier one gave it
   * @throws IllegalArgumentException if the line contradicts itself or lacks something
   */
  Observation observation(Optional<String> card) {
    require("uuid", uuid);
    Prediction prediction = new Prediction(angry, fear, happy, neutral, sad);
    if (!prediction.emotion().label().equals(className)
        || !prediction.state().label().equals(state)) {
      throw new IllegalArgumentException(
          "class_name and state " + className + ", " + state + " do not go with the probabilities");
    }
    return new Observation(
        uuid,
        new Source(SourceKind.ofLabel(require("kind", kind)), require("path", path)),
        new ModelReference(require("model", model), require("model_digest", modelDigest), card),
        new FacePrediction(new BoundingBox(x1, y1, x2, y2), prediction),
        position(),
        time());
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
      throw new IllegalArgumentException("taken_at '" + takenAt + "' is no time", malformed);
    }
  }

  private static <T> T require(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
