package io.github.fer4j.train.engine;

import io.github.fer4j.core.Emotion;

/**
 * Pictures and what they should be called. The arrays are not copied: a batch is made, used once
 * and left.
 *
 * @param pixels [size, 1, side, side] in row-major order, 0 to 255
 * @param targets [size, 5] in row-major order, each row a distribution (one-hot, smoothed or mixed)
 * @param size number of pictures
 * @param side height and width in pixels
 */
public record Batch(float[] pixels, float[] targets, int size, int side) {

  /**
   * @throws IllegalArgumentException if an array is not as long as size and side say
   */
  public Batch {
    if (pixels.length != size * side * side) {
      throw new IllegalArgumentException(
          "pixels hold " + pixels.length + " values, not " + size + "x" + side + "x" + side);
    }
    if (targets.length != size * Emotion.COUNT) {
      throw new IllegalArgumentException(
          "targets hold " + targets.length + " values, not " + size + "x" + Emotion.COUNT);
    }
  }
}
