package io.github.fer4j.db;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A picture in which no face was found. A store keeps it so that a job that is resumed need not
 * look at the picture again; it is no prediction, and neither counted nor exported.
 *
 * @param photo the picture
 * @param modelDigest SHA-256 of the model that would have predicted its faces, as {@link
 *     ModelReference#digest} has it
 * @param reading of that model
 * @param detector what found no face
 */
public record FacelessPicture(Source photo, String modelDigest, String reading, String detector) {

  public FacelessPicture {
    Objects.requireNonNull(photo, "photo");
    Objects.requireNonNull(modelDigest, "modelDigest");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(detector, "detector");
  }

  /** The same for equal pictures, in every run. */
  UUID id() {
    return StableUuid.of(
        List.of(modelDigest, photo.kind().label(), photo.path(), reading, detector));
  }
}
