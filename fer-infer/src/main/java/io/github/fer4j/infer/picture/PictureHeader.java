package io.github.fer4j.infer.picture;

/**
 * What a picture file says of itself before any pixel is decoded.
 *
 * @param width columns as stored, before turning upright
 * @param height rows as stored
 * @param orientation how the stored pixels must be turned
 * @param bytesPerPixel memory that decoding takes for each pixel
 */
record PictureHeader(long width, long height, Orientation orientation, double bytesPerPixel) {
  /** Blue, green, red. */
  static final double COLOR = 3;

  /** Blue, green, red, alpha. */
  static final double COLOR_AND_ALPHA = 4;
}
