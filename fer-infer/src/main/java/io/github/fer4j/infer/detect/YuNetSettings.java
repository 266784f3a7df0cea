package io.github.fer4j.infer.detect;

/**
 * How YuNet searches a picture.
 *
 * @param minFace the smallest face to find, in pixels of the picture: pictures above 640 pixels are
 *     searched no finer than this one needs, so that a larger one is faster
 * @param maxSize pictures are reduced to this longest side before anything else, which bounds the
 *     time for large ones and loses small faces in them
 * @param minScore least score of a face, 0 to 1: fewer false faces and more missed ones with higher
 *     values; beside a better find a face needs 0.04 more
 * @param anyOrientation whether a picture is also searched turned by 90, 180 and 270 degrees, which
 *     takes four times as long; the best score at a place counts
 */
public record YuNetSettings(int minFace, int maxSize, double minScore, boolean anyOrientation) {
  /** No limit for {@link #maxSize}. */
  public static final int FULL_SIZE = Integer.MAX_VALUE;

  /** Faces of 30 pixels and more, in pictures of any size, upright. */
  public static final YuNetSettings DEFAULT = new YuNetSettings(30, FULL_SIZE, 0.64, false);

  private static final int LEAST_SIZE = 32;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public YuNetSettings {
    if (minFace < 1) {
      throw new IllegalArgumentException("minFace must be 1 or more, was " + minFace);
    }
    if (maxSize < LEAST_SIZE) {
      throw new IllegalArgumentException(
          "maxSize must be " + LEAST_SIZE + " or more, was " + maxSize);
    }
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException("minScore must be 0 to 1, was " + minScore);
    }
  }

  /** The same with another smallest face. */
  public YuNetSettings withMinFace(int pixels) {
    return new YuNetSettings(pixels, maxSize, minScore, anyOrientation);
  }

  /** The same with another largest size. */
  public YuNetSettings withMaxSize(int longestSide) {
    return new YuNetSettings(minFace, longestSide, minScore, anyOrientation);
  }

  /** The same with another least score. */
  public YuNetSettings withMinScore(double least) {
    return new YuNetSettings(minFace, maxSize, least, anyOrientation);
  }

  /** The same, also for pictures that are upside down or on their side. */
  public YuNetSettings withAnyOrientation() {
    return new YuNetSettings(minFace, maxSize, minScore, true);
  }
}
