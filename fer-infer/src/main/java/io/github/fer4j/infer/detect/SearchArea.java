package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.picture.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The part of a picture in which a face is looked for again. */
final class SearchArea {
  // A head moves by less than half its width in a fifth of a second.
  private static final double MARGIN = 0.5;

  private SearchArea() {}

  /** The box, larger by half its size on each side, cut at the picture's edges. */
  static BoundingBox around(BoundingBox last, Picture picture) {
    int marginX = (int) (last.width() * MARGIN);
    int marginY = (int) (last.height() * MARGIN);
    int x1 = clamp(last.x1() - marginX, picture.width() - 1);
    int y1 = clamp(last.y1() - marginY, picture.height() - 1);
    int x2 = Math.max(x1 + 1, clamp(last.x2() + marginX, picture.width()));
    int y2 = Math.max(y1 + 1, clamp(last.y2() + marginY, picture.height()));
    return new BoundingBox(x1, y1, x2, y2);
  }

  /**
   * Of the faces found in the area, in its pixels, the one that overlaps most with the last box.
   */
  static Optional<Detection> nearest(List<Detection> found, BoundingBox area, BoundingBox last) {
    return found.stream()
        .map(face -> face.translated(area.x1(), area.y1()))
        .max(Comparator.comparingDouble(face -> last.intersectionOverUnion(face.box())))
        .filter(face -> last.intersectionOverUnion(face.box()) > 0);
  }

  private static int clamp(int value, int greatest) {
    return Math.max(0, Math.min(value, greatest));
  }
}
