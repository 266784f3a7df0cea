package io.github.fer4j.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.data.Example;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticFacesTest {
  private static final List<Example> FACES = new SyntheticFaces(16, 5).examples().toList();

  @Test
  void everySplitHasEveryLabelEquallyOften() {
    for (FerLabel label : FerLabel.values()) {
      assertThat(count(Split.TRAINING, label)).isEqualTo(16);
      assertThat(count(Split.PUBLIC_TEST, label)).isEqualTo(2);
      assertThat(count(Split.PRIVATE_TEST, label)).isEqualTo(2);
    }
    assertThat(new SyntheticFaces(16, 5).rows()).isEqualTo(FACES.size());
    assertThat(new SyntheticFaces(1, 5).perClass(Split.PRIVATE_TEST)).isEqualTo(1);
  }

  @Test
  void rowsAreNumberedFromOneInOrder() {
    assertThat(FACES)
        .extracting(Example::row)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FACES.size()).boxed().toList());
  }

  @Test
  void labelsAreMixedWithinASplit() {
    long changes =
        IntStream.range(1, 7 * 16)
            .filter(i -> FACES.get(i).label() != FACES.get(i - 1).label())
            .count();
    assertThat(changes).isGreaterThan(70);
  }

  @Test
  void sameSeedGivesTheSameFacesAndAnotherSeedOthers() {
    assertThat(new SyntheticFaces(16, 5).examples().toList()).isEqualTo(FACES);
    assertThat(new SyntheticFaces(16, 6).examples().toList()).isNotEqualTo(FACES);
  }

  @Test
  void noTwoFacesAreTheSame() {
    assertThat(new HashSet<>(FACES.stream().map(Example::image).toList())).hasSize(FACES.size());
  }

  /** The bytes are part of what this version promises: change them knowingly. */
  @Test
  void bytesAreTheSameOnEveryPlatform() {
    assertThat(FACES.stream().map(Example::image).toList().hashCode()).isEqualTo(2_017_557_440);
  }

  @Test
  void facesAreNeitherFlatNorBurntOut() {
    for (Example example : FACES) {
      int[] pixels =
          IntStream.range(0, FaceImage.PIXELS)
              .map(i -> example.image().pixel(i % FaceImage.SIDE, i / FaceImage.SIDE))
              .toArray();
      double mean = IntStream.of(pixels).average().orElseThrow();
      double deviation =
          Math.sqrt(
              IntStream.of(pixels)
                  .mapToDouble(p -> (p - mean) * (p - mean))
                  .average()
                  .orElseThrow());
      assertThat(mean).isBetween(20.0, 240.0);
      assertThat(deviation).isGreaterThan(8);
    }
  }

  @Test
  void fewerThanOneFaceIsRefused() {
    assertThatThrownBy(() -> new SyntheticFaces(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  private static long count(Split split, FerLabel label) {
    return FACES.stream().filter(e -> e.split() == split && e.label() == label).count();
  }
}
