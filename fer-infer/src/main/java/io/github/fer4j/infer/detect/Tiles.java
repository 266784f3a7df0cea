package io.github.fer4j.infer.detect;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Rect;

/** Parts of a picture that overlap, of nearly the same size, none larger than a network takes. */
final class Tiles {
  private Tiles() {}

  /**
   * Covers a picture.
   *
   * @param most sides of a tile at most
   * @param overlap of neighbours at least, less than {@code most}; what is smaller lies in one tile
   *     whole
   */
  static List<Rect> of(int width, int height, int most, int overlap) {
    List<int[]> columns = spans(width, most, overlap);
    List<Rect> tiles = new ArrayList<>();
    for (int[] row : spans(height, most, overlap)) {
      for (int[] column : columns) {
        tiles.add(new Rect(column[0], row[0], column[1] - column[0], row[1] - row[0]));
      }
    }
    return tiles;
  }

  private static List<int[]> spans(int length, int most, int overlap) {
    int count = Math.max(1, ceil(length - overlap, most - overlap));
    int side = ceil(length + (count - 1) * overlap, count);
    List<int[]> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = Math.min(i * (side - overlap), Math.max(0, length - side));
      spans.add(new int[] {start, Math.min(length, start + side)});
    }
    return spans;
  }

  private static int ceil(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
