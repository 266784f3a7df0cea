package io.github.fer4j.train.engine;

/**
 * Pictures and what the network should answer. The arrays are not copied: a batch is made, used
 * once and left.
 *
 * @param pixels [size, 1, side, side] in row-major order, 0 to 255
 * @param targets [size, outputs] in row-major order: for each head of the network a distribution
 *     (one-hot, smoothed or mixed) times the weight of the head in the loss; all 0 where the head
 *     has no target
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
    if (size < 1 || targets.length % size != 0) {
      throw new IllegalArgumentException(
          "targets hold " + targets.length + " values, which " + size + " pictures cannot share");
    }
  }

  /** Values in the target of each picture. */
  public int outputs() {
    return targets.length / size;
  }

  /** The same batch with each picture's left and right exchanged. */
  public Batch mirrored() {
    float[] flipped = new float[pixels.length];
    for (int row = 0; row < pixels.length; row += side) {
      for (int x = 0; x < side; x++) {
        flipped[row + x] = pixels[row + side - 1 - x];
      }
    }
    return new Batch(flipped, targets, size, side);
  }
}
