package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.infer.picture.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds faces in pictures. Safe for use by several threads. */
public interface FaceDetector extends AutoCloseable {

  /**
   * All faces in a picture.
   *
   * @return boxes in the picture's pixels, the largest first; empty if no face is found
   */
  List<BoundingBox> detect(Picture picture);

  /**
   * One face again, a moment later: looks only around the place where it was, and only for about
   * its size, so that it takes a fraction of {@link #detect}'s time.
   *
   * @param picture the later picture
   * @param last where the face was, at least partly inside the picture
   * @return where it is now, or empty if it is not found there
   */
  default Optional<BoundingBox> follow(Picture picture, BoundingBox last) {
    BoundingBox around = SearchArea.around(last, picture);
    try (Picture part = picture.part(around)) {
      return detect(part).stream()
          .map(box -> SearchArea.moved(box, around))
          .max(Comparator.comparingDouble(last::intersectionOverUnion))
          .filter(box -> last.intersectionOverUnion(box) > 0);
    }
  }

  /** Whether colors help it; if not, it finds the same in a gray picture. */
  default boolean usesColor() {
    return true;
  }

  /** How a box of this detector becomes the square around the face that the network wants. */
  FaceFraming framing();

  /** Gives native memory back; the detector is of no use afterwards. */
  @Override
  void close();
}
