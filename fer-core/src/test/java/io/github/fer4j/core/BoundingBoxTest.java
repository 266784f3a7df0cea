package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundingBoxTest {
  @Test
  void sizeAndTextForm() {
    BoundingBox box = BoundingBox.ofSize(10, 20, 30, 40);
    assertThat(box).isEqualTo(new BoundingBox(10, 20, 40, 60));
    assertThat(box.width()).isEqualTo(30);
    assertThat(box.height()).isEqualTo(40);
    assertThat(box.area()).isEqualTo(1200);
    assertThat(box.coordinates()).isEqualTo("[10, 20, 40, 60]");
  }

  @Test
  void overlapIsTheSharedPartOfBoth() {
    BoundingBox left = new BoundingBox(0, 0, 10, 10);
    assertThat(left.intersectionOverUnion(left)).isEqualTo(1);
    assertThat(left.intersectionOverUnion(new BoundingBox(5, 0, 15, 10))).isEqualTo(50 / 150.0);
    assertThat(left.intersectionOverUnion(new BoundingBox(10, 0, 20, 10))).isZero();
  }

  @Test
  void boxesWithoutASizeAreRefused() {
    assertThatThrownBy(() -> new BoundingBox(5, 5, 5, 6)).hasMessageContaining("[5, 5, 5, 6]");
    assertThatThrownBy(() -> BoundingBox.ofSize(0, 0, 3, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
