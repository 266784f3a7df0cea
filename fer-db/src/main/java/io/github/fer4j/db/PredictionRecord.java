package io.github.fer4j.db;

import io.github.fer4j.core.FacePrediction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One row of a store: a face, where and when it was seen, and what a model predicted for it.
 *
 * @param row number of the row, the {@code id} of the view {@code fer}; empty unless it was read
 *     from a store
 * @param id unique; storing the same record twice leaves one row
 * @param source where the face was seen
 * @param model which model made the prediction
 * @param face the face and its prediction
 * @param position where in the video, empty for a photo
 * @param takenAt when, in whole milliseconds (the rest is cut off), years 1000 to 9999
 */
public record PredictionRecord(
    OptionalLong row,
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
  public PredictionRecord {
    Objects.requireNonNull(row, "row");
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

  /** A face in a still picture, with a new identifier. */
  public static PredictionRecord inPhoto(
      Source source, ModelReference model, FacePrediction face, Instant takenAt) {
    return of(source, model, face, Optional.empty(), takenAt);
  }

  /** A face in a video, a stream or before a camera, with a new identifier. */
  public static PredictionRecord inVideo(
      Source source,
      ModelReference model,
      FacePrediction face,
      VideoPosition position,
      Instant takenAt) {
    return of(source, model, face, Optional.of(position), takenAt);
  }

  private static PredictionRecord of(
      Source source,
      ModelReference model,
      FacePrediction face,
      Optional<VideoPosition> position,
      Instant takenAt) {
    return new PredictionRecord(
        OptionalLong.empty(), TimeOrderedUuid.next(), source, model, face, position, takenAt);
  }

  PredictionRecord withRow(OptionalLong newRow) {
    return new PredictionRecord(newRow, id, source, model, face, position, takenAt);
  }
}
