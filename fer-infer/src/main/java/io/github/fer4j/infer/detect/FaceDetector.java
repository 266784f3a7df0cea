package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.picture.Picture;
import java.util.List;
import java.util.Optional;

/**
 * Finds faces in pictures. Must be safe for use by several threads. A detector of one's own may be
 * a lambda: all methods but {@link #detect} have defaults.
 */
@FunctionalInterface
public interface FaceDetector extends AutoCloseable {

  /**
   * All faces in a picture.
   *
   * @return the faces in the picture's pixels, the largest first; empty if no face is found
   */
  List<Detection> detect(Picture picture);

  /**
   * One face again, a moment later: looks only around the place where it was, and only for about
   * its size, so that it takes a fraction of {@link #detect}'s time.
   *
   * @param picture the later picture
   * @param last where the face was, at least partly inside the picture
   * @return where it is now, or empty if it is not found there
   */
  default Optional<Detection> follow(Picture picture, BoundingBox last) {
    BoundingBox around = SearchArea.around(last, picture);
    try (Picture part = picture.part(around)) {
      return SearchArea.nearest(detect(part), around, last);
    }
  }

  /**
   * What it is called in records of what it found: {@code yunet}, {@code haar}, {@code lbp}, or by
   * default {@code custom}.
   */
  default String name() {
    return "custom";
  }

  /**
   * Whether a search takes so little time that every frame of a video can be searched whole, and no
   * face needs to be followed. False by default.
   */
  default boolean isFast() {
    return false;
  }

  /** Whether colors help it; if not, it may be given gray pictures. True by default. */
  default boolean usesColor() {
    return true;
  }

  /**
   * How a box of this detector becomes the square around the face that the network wants. By
   * default the box itself, made square.
   */
  default FaceCrop framing() {
    return FaceCrop.AS_FOUND;
  }

  /** Releases native memory; the detector must not be used after close. Nothing by default. */
  @Override
  default void close() {}
}
