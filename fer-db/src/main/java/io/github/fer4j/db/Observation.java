package io.github.fer4j.db;

import io.github.fer4j.core.FacePrediction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A face, where and when it was seen, and what a model said of it: what a store keeps.
 *
 * @param id unique; storing the same observation twice leaves one row
 * @param source where the face was seen
 * @param model who says so
 * @param face the face and its prediction
 * @param position where in the video, empty for a photo
 * @param takenAt when, in whole milliseconds (the rest is cut off), years 1000 to 9999
 */
public record Observation(
    UUID id,
    Source source,
    ModelReference model,
    FacePrediction face,
    Optional<VideoPosition> position,
    Instant takenAt) {

  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1);

  /**
   * @throws IllegalArgumentException if the time is outside the years that databases can hold
   */
  public Observation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(face, "face");
    Objects.requireNonNull(position, "position");
    if (takenAt.isBefore(EARLIEST) || !takenAt.isBefore(END)) {
      throw new IllegalArgumentException(
          "Time " + takenAt + " is outside the years 1000 to 9999 of a database");
    }
    takenAt = takenAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A face in a still picture. */
  public static Observation inPhoto(
      Source source, ModelReference model, FacePrediction face, Instant takenAt) {
    return new Observation(TimeOrderedUuid.next(), source, model, face, Optional.empty(), takenAt);
  }

  /** A face in a video, a stream or before a camera. */
  public static Observation inVideo(
      Source source,
      ModelReference model,
      FacePrediction face,
      VideoPosition position,
      Instant takenAt) {
    return new Observation(
        TimeOrderedUuid.next(), source, model, face, Optional.of(position), takenAt);
  }
}
