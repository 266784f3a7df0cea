package io.github.fer4j.infer.detect;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Leaves one of several finds at the same place: the one with the best score. */
final class Overlaps {
  // Share of the smaller box that another covers. Cascades find faces within faces, which a limit
  // on intersection over union would let pass.
  private static final double SAME_PLACE = 0.5;

  private static final Comparator<BoundingBox> LARGEST_FIRST =
      Comparator.comparingLong(BoundingBox::area)
          .reversed()
          .thenComparing(BoundingBox::x1)
          .thenComparing(BoundingBox::y1);

  private Overlaps() {}

  /** The finds that remain, the largest first. */
  static List<Detection> best(List<Detection> found) {
    List<Detection> bestFirst = new ArrayList<>(found);
    bestFirst.sort(
        Comparator.comparingDouble(Detection::score)
            .reversed()
            .thenComparing(Detection::box, LARGEST_FIRST));
    List<Detection> kept = new ArrayList<>();
    for (Detection candidate : bestFirst) {
      if (kept.stream().noneMatch(other -> atSamePlace(other.box(), candidate.box()))) {
        kept.add(candidate);
      }
    }
    kept.sort(Comparator.comparing(Detection::box, LARGEST_FIRST));
    return List.copyOf(kept);
  }

  private static boolean atSamePlace(BoundingBox a, BoundingBox b) {
    long width = (long) Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1());
    long height = (long) Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1());
    return width > 0 && height > 0 && width * height > SAME_PLACE * Math.min(a.area(), b.area());
  }
}
