package io.github.fer4j.db;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
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
 * @param face the face and its prediction; landmarks are not stored and are left out here
 * @param position where in the video, empty for a photo
 * @param takenAt when, in whole milliseconds (the rest is cut off), years 1000 to 9999
 * @param detector which detector found the face, 1 to 255 characters, such as {@code yunet}; empty
 *     if the place was given, or for rows of version 0.1, which did not say
 * @param reading what the model was trained to predict: {@link ModelCard#LABEL_READING}, the labels
 *     of FER2013, or {@link ModelCard#CROWD_READING}, what most people see
 */
public record PredictionRecord(
    OptionalLong row,
    UUID id,
    Source source,
    ModelReference model,
    FacePrediction face,
    Optional<VideoPosition> position,
    Instant takenAt,
    Optional<String> detector,
    String reading) {

  private static final int LONGEST_DETECTOR = 255;
  private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1);

  /**
   * @throws IllegalArgumentException if the time is outside the years that databases can hold, the
   *     detector's name is empty or too long, or there is no such reading
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
    detector.ifPresent(PredictionRecord::requireName);
    if (!reading.equals(ModelCard.LABEL_READING) && !reading.equals(ModelCard.CROWD_READING)) {
      throw new IllegalArgumentException(
          "reading must be "
              + ModelCard.LABEL_READING
              + " or "
              + ModelCard.CROWD_READING
              + ", was '"
              + reading
              + "'");
    }
    Detection detection = face.detection();
    face = new FacePrediction(new Detection(detection.box(), detection.score()), face.prediction());
    takenAt = takenAt.truncatedTo(ChronoUnit.MILLIS);
  }

  private static void requireName(String detector) {
    int length = detector.codePointCount(0, detector.length());
    if (length == 0 || length > LONGEST_DETECTOR) {
      throw new IllegalArgumentException(
          "A detector's name has 1 to " + LONGEST_DETECTOR + " characters, not " + length);
    }
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
        OptionalLong.empty(),
        TimeOrderedUuid.next(),
        source,
        model,
        face,
        position,
        takenAt,
        Optional.empty(),
        ModelCard.LABEL_READING);
  }

  PredictionRecord withRow(OptionalLong newRow) {
    return with(newRow, id, detector, reading);
  }

  /** This record, with the name of the detector that found the face. */
  public PredictionRecord withDetector(String name) {
    return with(row, id, Optional.of(name), reading);
  }

  /**
   * This record, of a model with this reading: {@link ModelCard#LABEL_READING} (the default) or
   * {@link ModelCard#CROWD_READING}.
   */
  public PredictionRecord withReading(String newReading) {
    return with(row, id, detector, newReading);
  }

  /**
   * This record, identified by what it is about: model, its classes, source, frame, reading and the
   * number of the face. A job that is repeated, in whole or in part, makes the same identifiers
   * again, so that each face is stored once.
   *
   * @param face number of the face in its picture or frame, 0 or more; the detector must return the
   *     faces in the same order each time
   */
  public PredictionRecord withStableId(int face) {
    String frame = position.map(at -> String.valueOf(at.frame())).orElse("");
    ClassSet classes = this.face.prediction().classes();
    UUID stable = stableId(model.digest(), classes, source, frame, reading, face);
    return with(row, stable, detector, reading);
  }

  /**
   * The identifier that {@link #withStableId} gives to a face in a still picture, which tells
   * whether the face is stored before it is predicted.
   *
   * @param modelDigest SHA-256 of the model, as {@link ModelReference#digest} has it
   * @param classes over which the model is read out
   * @param face number of the face in the picture, 0 or more
   */
  public static UUID stableId(
      Source photo, String modelDigest, ClassSet classes, String reading, int face) {
    return stableId(modelDigest, classes, photo, "", reading, face);
  }

  private static UUID stableId(
      String modelDigest, ClassSet classes, Source source, String frame, String reading, int face) {
    List<String> about =
        new ArrayList<>(
            List.of(modelDigest, source.kind().label(), source.path(), frame, reading, "" + face));
    // The default goes without saying, as in identifiers that are stored already.
    if (classes != ClassSet.FIVE) {
      about.add(classes.toString());
    }
    return StableUuid.of(about);
  }

  private PredictionRecord with(
      OptionalLong newRow, UUID newId, Optional<String> newDetector, String newReading) {
    return new PredictionRecord(
        newRow, newId, source, model, face, position, takenAt, newDetector, newReading);
  }

  /**
   * The detector's score as it is stored: not if the place was given, not detected, or if it is not
   * known how the face was found.
   */
  OptionalDouble score() {
    double score = face.detection().score();
    boolean given = detector.isEmpty() && score == Detection.of(face.box()).score();
    return given ? OptionalDouble.empty() : OptionalDouble.of(score);
  }
}
