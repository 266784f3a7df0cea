package io.github.fer4j.infer.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Rect;

class TilesTest {
  @ParameterizedTest
  @CsvSource({
    "4200, 2800, 1280, 184",
    "1281, 40, 1280, 100",
    "640, 480, 1280, 100",
    "1, 1, 1280, 600",
    "9000, 1300, 1280, 640",
  })
  void whateverIsSmallerThanTheOverlapLiesInOneTileWhole(
      int width, int height, int most, int overlap) {
    List<Rect> tiles = Tiles.of(width, height, most, overlap);

    assertThat(tiles)
        .allSatisfy(
            tile -> {
              assertThat(tile.x).isNotNegative();
              assertThat(tile.y).isNotNegative();
              assertThat(tile.x + tile.width).isLessThanOrEqualTo(width);
              assertThat(tile.y + tile.height).isLessThanOrEqualTo(height);
              assertThat(Math.max(tile.width, tile.height)).isBetween(1, most);
            });
    int face = Math.min(overlap, Math.min(width, height));
    for (int x = 0; x + face <= width; x += 7) {
      Rect across = new Rect(x, height - face, face, face);
      assertThat(tiles).anyMatch(tile -> holds(tile, across));
    }
    for (int y = 0; y + face <= height; y += 7) {
      Rect down = new Rect(width - face, y, face, face);
      assertThat(tiles).anyMatch(tile -> holds(tile, down));
    }
  }

  private static boolean holds(Rect tile, Rect face) {
    return tile.x <= face.x
        && tile.y <= face.y
        && face.x + face.width <= tile.x + tile.width
        && face.y + face.height <= tile.y + tile.height;
  }
}
