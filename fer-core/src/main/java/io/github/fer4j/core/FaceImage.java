package io.github.fer4j.core;

import java.util.Arrays;

/**
 * A face as the network sees it: 48 by 48 gray pixels, unsigned bytes 0 (black) to 255 (white), row
 * by row from the top left. Immutable.
 *
 * <p>It is the only entrance to the network, in training and in predicting, so that no picture can
 * be prepared in two different ways.
 */
public final class FaceImage {
  /** Width and height in pixels. */
  public static final int SIDE = 48;

  /** Pixels in all: 2,304. */
  public static final int PIXELS = SIDE * SIDE;

  private final byte[] pixels;

  private FaceImage(byte[] pixels) {
    this.pixels = pixels;
  }

  /**
   * A face with these pixels, which are copied.
   *
   * @param pixels 2,304 unsigned bytes, row by row
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static FaceImage of(byte[] pixels) {
    return copyOf(pixels, 0, pixels.length);
  }

  /**
   * A face from a stretch of a larger array, which is copied.
   *
   * @param source array that holds the face's bytes
   * @param offset where they start
   * @param length how many there are: 2,304
   * @throws IllegalArgumentException if length is another number or the stretch leaves the array
   */
  public static FaceImage copyOf(byte[] source, int offset, int length) {
    if (length != PIXELS) {
      throw new IllegalArgumentException("A face has " + PIXELS + " pixels, not " + length);
    }
    if (offset < 0 || offset > source.length - length) {
      throw new IllegalArgumentException(
          "Offset " + offset + " leaves an array of " + source.length + " bytes");
    }
    return new FaceImage(Arrays.copyOfRange(source, offset, offset + length));
  }

  /**
   * The pixel at a place.
   *
   * @param x column, 0 to 47 from the left
   * @param y row, 0 to 47 from the top
   * @return 0 to 255
   */
  public int pixel(int x, int y) {
    return pixels[y * SIDE + x] & 0xFF;
  }

  /** A copy of the 2,304 unsigned bytes, row by row. */
  public byte[] toBytes() {
    return pixels.clone();
  }

  /** Copies the 2,304 unsigned bytes into an array. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(pixels, 0, target, offset, PIXELS);
  }

  /**
   * Writes the pixels as floats 0 to 255 into an array, as the network's input tensor wants them.
   */
  public void copyTo(float[] target, int offset) {
    for (int i = 0; i < PIXELS; i++) {
      target[offset + i] = pixels[i] & 0xFF;
    }
  }

  /** The same face seen in a mirror (left and right exchanged). */
  public FaceImage flipped() {
    byte[] mirrored = new byte[PIXELS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        mirrored[y * SIDE + x] = pixels[y * SIDE + SIDE - 1 - x];
      }
    }
    return new FaceImage(mirrored);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaceImage that && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "FaceImage[" + SIDE + "x" + SIDE + ", hash " + Integer.toHexString(hashCode()) + "]";
  }
}
