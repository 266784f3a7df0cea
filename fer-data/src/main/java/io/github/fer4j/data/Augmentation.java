package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.internal.RandomSequence;
import java.util.Locale;

/**
 * How training faces are varied. Every number is drawn anew for every face, evenly from its range;
 * what the warp leaves empty takes the nearest pixel of the edge, as the seed project does.
 *
 * <p>Flip, rotation, shift, zoom and the resize to the network's side are one affine map, sampled
 * once and bilinearly, so that a face is not blurred several times. A side smaller than the source,
 * or a zoom below 1, takes four samples a pixel instead of one, so that fine detail is averaged and
 * not aliased.
 *
 * @param flipProbability probability of exchanging left and right, 0 to 1
 * @param rotationDegrees greatest angle in either direction, 0 to 180
 * @param shift greatest shift in either direction and along either axis, as a share of the side, 0
 *     to 1
 * @param zoomMin least magnification, from 0.1; 1 leaves the size
 * @param zoomMax greatest magnification, at least zoomMin, up to 10
 * @param brightness pixel values are multiplied by a factor from 1 - brightness to 1 + brightness;
 *     0 to 1
 * @param contrast distances from the mean value are multiplied by a factor from 1 - contrast to 1 +
 *     contrast; 0 to 1
 * @param erasingProbability probability that a rectangle is filled with noise, 0 to 1 (Z. Zhong et
 *     al., "Random erasing data augmentation", 2020, algorithm 1)
 * @param erasingAreaMin least area of the rectangle as a share of the picture, 0 to 1
 * @param erasingAreaMax greatest area of the rectangle, at least erasingAreaMin, up to 1
 */
public record Augmentation(
    double flipProbability,
    double rotationDegrees,
    double shift,
    double zoomMin,
    double zoomMax,
    double brightness,
    double contrast,
    double erasingProbability,
    double erasingAreaMin,
    double erasingAreaMax) {

  private static final double MAX_ROTATION = 180;
  private static final double LEAST_ZOOM = 0.1;
  private static final double GREATEST_ZOOM = 10;
  private static final int MAX_VALUE = 255;
  private static final double ERASING_ASPECT_MIN = 0.3;
  private static final double ERASING_ASPECT_MAX = 1 / ERASING_ASPECT_MIN;

  private static final Augmentation NONE = new Augmentation(0, 0, 0, 1, 1, 0, 0, 0, 0.02, 0.2);
  private static final Augmentation SEED = new Augmentation(0.5, 30, 0.2, 1, 1, 0, 0, 0, 0.02, 0.2);
  private static final Augmentation MODERN =
      new Augmentation(0.5, 15, 0.07, 0.85, 1.15, 0.2, 0.2, 0.3, 0.02, 0.2);

  /**
   * @throws IllegalArgumentException if a number is outside its range; the message names it
   */
  public Augmentation {
    check("flipProbability", flipProbability, 0, 1);
    check("rotationDegrees", rotationDegrees, 0, MAX_ROTATION);
    check("shift", shift, 0, 1);
    check("zoomMin", zoomMin, LEAST_ZOOM, GREATEST_ZOOM);
    check("zoomMax", zoomMax, zoomMin, GREATEST_ZOOM);
    check("brightness", brightness, 0, 1);
    check("contrast", contrast, 0, 1);
    check("erasingProbability", erasingProbability, 0, 1);
    check("erasingAreaMin", erasingAreaMin, 0, 1);
    check("erasingAreaMax", erasingAreaMax, erasingAreaMin, 1);
  }

  /** No variation: {@link #apply} is {@link #resize}. */
  public static Augmentation none() {
    return NONE;
  }

  /** The seed project's setting: flip, 30 degrees, a fifth of the side. */
  public static Augmentation seed() {
    return SEED;
  }

  /**
   * A gentler warp with zoom, light and random erasing: flip, 15 degrees, 7 % of the side, zoom
   * 0.85 to 1.15, brightness and contrast by 20 %, erasing with probability 0.3.
   */
  public static Augmentation modern() {
    return MODERN;
  }

  /**
   * The preset with this name.
   *
   * @param name none, seed or modern; case does not matter
   * @throws IllegalArgumentException if there is none
   */
  public static Augmentation ofName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "none" -> NONE;
      case "seed" -> SEED;
      case "modern" -> MODERN;
      default ->
          throw new IllegalArgumentException(
              "Unknown augmentation '" + name + "': expected none, seed or modern");
    };
  }

  /**
   * Writes a varied face. The result depends on this augmentation, the image and the seed alone.
   * Safe for use by several threads at once.
   *
   * @param image the face
   * @param seed chooses the variation; neighbouring seeds choose unrelated ones
   * @param target takes side x side floats 0 to 255, row by row
   * @param offset where in the target they start
   * @param side height and width of the result in pixels
   * @throws IllegalArgumentException if side is not positive or the result leaves the target
   */
  public void apply(FaceImage image, long seed, float[] target, int offset, int side) {
    checkRoom(target, offset, side);
    RandomSequence random = RandomSequence.ofMixed(seed);
    boolean flip = random.nextDouble() < flipProbability;
    double radians = Math.toRadians(random.between(-rotationDegrees, rotationDegrees));
    double shiftX = random.between(-shift, shift) * FaceImage.SIDE;
    double shiftY = random.between(-shift, shift) * FaceImage.SIDE;
    double zoom = random.between(zoomMin, zoomMax);
    AffineWarp.of(flip, radians, shiftX, shiftY, zoom).apply(image, target, offset, side);
    double gain = random.between(1 - brightness, 1 + brightness);
    double spread = random.between(1 - contrast, 1 + contrast);
    if (brightness > 0 || contrast > 0) {
      relight(target, offset, offset + side * side, gain, spread);
    }
    if (random.nextDouble() < erasingProbability) {
      erase(random, target, offset, side);
    }
  }

  /**
   * Writes a face at another side, unvaried: what a network is evaluated on. At side 48 these are
   * the pixels themselves, exactly.
   *
   * @param image the face
   * @param target takes side x side floats 0 to 255, row by row
   * @param offset where in the target they start
   * @param side height and width of the result in pixels
   * @throws IllegalArgumentException if side is not positive or the result leaves the target
   */
  public static void resize(FaceImage image, float[] target, int offset, int side) {
    checkRoom(target, offset, side);
    if (side == FaceImage.SIDE) {
      image.copyTo(target, offset);
    } else {
      AffineWarp.IDENTITY.apply(image, target, offset, side);
    }
  }

  private static void relight(float[] pixels, int from, int to, double gain, double spread) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += pixels[i];
    }
    double mean = sum / (to - from);
    float factor = (float) (gain * spread);
    float added = (float) (gain * mean * (1 - spread));
    for (int i = from; i < to; i++) {
      pixels[i] = Math.min(Math.max(pixels[i] * factor + added, 0), MAX_VALUE);
    }
  }

  private void erase(RandomSequence random, float[] pixels, int offset, int side) {
    double area = random.between(erasingAreaMin, erasingAreaMax) * side * side;
    double aspect =
        Math.exp(random.between(Math.log(ERASING_ASPECT_MIN), Math.log(ERASING_ASPECT_MAX)));
    int height = (int) Math.min(side, Math.round(Math.sqrt(area * aspect)));
    int width = (int) Math.min(side, Math.round(Math.sqrt(area / aspect)));
    int top = (int) (random.nextDouble() * (side - height + 1));
    int left = (int) (random.nextDouble() * (side - width + 1));
    for (int y = top; y < top + height; y++) {
      int start = offset + y * side + left;
      for (int i = start; i < start + width; i++) {
        pixels[i] = (float) (random.nextDouble() * MAX_VALUE);
      }
    }
  }

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "augmentation: " + name + " is " + value + ", expected " + least + " to " + most);
    }
  }

  private static void checkRoom(float[] target, int offset, int side) {
    if (side < 1 || offset < 0 || (long) side * side > (long) target.length - offset) {
      throw new IllegalArgumentException(
          "A face of side "
              + side
              + " at offset "
              + offset
              + " leaves an array of "
              + target.length
              + " floats");
    }
  }
}
