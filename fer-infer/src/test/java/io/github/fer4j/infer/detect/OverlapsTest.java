package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapsTest {
  private static final BoundingBox LARGE = new BoundingBox(0, 0, 100, 100);
  private static final BoundingBox WITHIN = new BoundingBox(30, 30, 60, 60);
  private static final BoundingBox HALF_ASIDE = new BoundingBox(50, 0, 150, 100);
  private static final BoundingBox APART = new BoundingBox(200, 0, 260, 60);

  @Test
  void ofAFaceWithinAFaceTheSurerOneRemains() {
    assertThat(resolved(List.of(found(LARGE, 20), found(WITHIN, 9)))).containsExactly(LARGE);
    assertThat(resolved(List.of(found(LARGE, 9), found(WITHIN, 20)))).containsExactly(WITHIN);
  }

  @Test
  void facesThatShareHalfAtMostBothRemain() {
    assertThat(resolved(List.of(found(HALF_ASIDE, 9), found(LARGE, 20))))
        .containsExactlyInAnyOrder(LARGE, HALF_ASIDE);
  }

  @Test
  void theLargestComesFirstWhateverTheScore() {
    assertThat(resolved(List.of(found(APART, 90), found(LARGE, 2)))).containsExactly(LARGE, APART);
  }

  @Test
  void theOrderOfTheFindsDoesNotMatter() {
    Detection a = found(LARGE, 5);
    Detection b = found(WITHIN, 5);
    Detection c = found(APART, 5);
    assertThat(resolved(List.of(a, b, c))).isEqualTo(resolved(List.of(c, b, a)));
  }

  @Test
  void nothingRemainsOfNothing() {
    assertThat(resolved(List.of())).isEmpty();
  }

  private static List<BoundingBox> resolved(List<Detection> found) {
    return Overlaps.best(found).stream().map(Detection::box).toList();
  }

  private static Detection found(BoundingBox box, double score) {
    return new Detection(box, score);
  }
}
