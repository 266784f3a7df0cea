package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.Landmarks.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTest {
  private static final BoundingBox BOX = new BoundingBox(10, 20, 30, 50);
  private static final List<Point> POINTS =
      List.of(
          new Point(14, 28),
          new Point(26, 28),
          new Point(20, 35),
          new Point(15, 42),
          new Point(25, 42));

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aScoreIsFiniteAndNotNegative(double score) {
    assertThatThrownBy(() -> new Detection(BOX, score))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("score must be finite and 0 or more");
  }

  @Test
  void boxAndLandmarksMoveTogether() {
    Detection moved =
        new Detection(BOX, 0.9, Optional.of(Landmarks.of(POINTS))).translated(100, -20);

    assertThat(moved.box()).isEqualTo(new BoundingBox(110, 0, 130, 30));
    assertThat(moved.score()).isEqualTo(0.9);
    assertThat(moved.landmarks().orElseThrow().points())
        .containsExactly(
            new Point(114, 8),
            new Point(126, 8),
            new Point(120, 15),
            new Point(115, 22),
            new Point(125, 22));
  }

  @Test
  void landmarksAreFiveFinitePoints() {
    assertThatThrownBy(() -> Landmarks.of(POINTS.subList(0, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 5 landmarks, found 4");
    assertThatThrownBy(() -> new Point(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBoxIsClippedToThePicture() {
    assertThat(BOX.clippedTo(100, 100)).contains(BOX);
    assertThat(BOX.clippedTo(25, 40)).contains(new BoundingBox(10, 20, 25, 40));
    assertThat(new BoundingBox(-5, -6, 7, 8).clippedTo(100, 100))
        .contains(new BoundingBox(0, 0, 7, 8));
    assertThat(BOX.clippedTo(10, 100)).isEmpty();
    assertThat(new BoundingBox(-9, 0, 0, 9).clippedTo(100, 100)).isEmpty();
  }
}
