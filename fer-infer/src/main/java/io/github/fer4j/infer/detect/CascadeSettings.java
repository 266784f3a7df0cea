package io.github.fer4j.infer.detect;

/**
 * How a cascade searches a picture.
 *
 * @param cascade which one
 * @param scaleFactor factor between the sizes that are tried, above 1; nearer to 1 finds more faces
 *     and takes longer
 * @param minNeighbors how many overlapping finds make a face, 0 or more; more of them give fewer
 *     false faces and more missed ones
 * @param minSize least width and height of a face, in pixels of the picture; the cascades
 *     themselves see none below 24 (Haar) and 45 (LBP) pixels
 * @param longestSide pictures with a longer side are searched at a reduced size, which is faster by
 *     the square and loses the smallest faces; {@link #FULL_SIZE} for none
 */
public record CascadeSettings(
    Cascade cascade, double scaleFactor, int minNeighbors, int minSize, int longestSide) {

  /** Value of {@code longestSide} that searches every picture as it is. */
  public static final int FULL_SIZE = Integer.MAX_VALUE;

  /** What the seed project does with pictures. */
  public static final CascadeSettings SEED_PICTURES =
      new CascadeSettings(Cascade.HAAR, 1.3, 10, 0, FULL_SIZE);

  /** What the seed project does with videos. */
  public static final CascadeSettings SEED_VIDEO =
      new CascadeSettings(Cascade.HAAR, 1.3, 5, 0, FULL_SIZE);

  private static final int PICTURE_SIDE = 1280;
  private static final int VIDEO_SIDE = 320;

  // At 320 the LBP cascade would see no face below a seventh of the frame's width.
  private static final int LBP_VIDEO_SIDE = 480;

  /**
   * @throws IllegalArgumentException if a value is outside its range
   */
  public CascadeSettings {
    if (!(scaleFactor > 1) || minNeighbors < 0 || minSize < 0 || longestSide <= 0) {
      throw new IllegalArgumentException(
          "A cascade needs a scaleFactor above 1, minNeighbors and minSize of 0 or more and a"
              + " positive longestSide, not "
              + scaleFactor
              + ", "
              + minNeighbors
              + ", "
              + minSize
              + " and "
              + longestSide);
    }
  }

  /** What is used for pictures by default; chosen by measuring: docs/adr/0014. */
  public static CascadeSettings forPictures(Cascade cascade) {
    return switch (cascade) {
      case HAAR -> new CascadeSettings(cascade, 1.1, 8, 32, PICTURE_SIDE);
      case LBP -> new CascadeSettings(cascade, 1.05, 3, 45, PICTURE_SIDE);
    };
  }

  /**
   * What is used for videos by default: frames are searched at a width of 320 pixels (Haar) or 480
   * (LBP).
   */
  public static CascadeSettings forVideo(Cascade cascade) {
    return switch (cascade) {
      case HAAR -> new CascadeSettings(cascade, 1.1, 6, 32, VIDEO_SIDE);
      case LBP -> new CascadeSettings(cascade, 1.1, 4, 45, LBP_VIDEO_SIDE);
    };
  }
}
