package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;
import java.util.Map;

/**
 * How training faces are varied. Every number is drawn anew for every face, evenly from its range;
 * what the warp leaves empty takes the nearest pixel of the edge, as the seed project does.
 *
 * <p>Flip, rotation, shift, zoom and the resize to the network's side are one affine map, sampled
 * once and bilinearly, so that a face is not blurred several times. A side smaller than the source,
 * or a zoom below 1, takes four samples a pixel instead of one, so that fine detail is averaged and
 * not aliased.
 *
 * <p>Random erasing fills a rectangle with noise (Z. Zhong et al., "Random erasing data
 * augmentation", 2020, algorithm 1).
 *
 * @param flip probability of exchanging left and right, 0 to 1
 * @param rotation greatest angle in either direction in degrees, 0 to 180
 * @param shift greatest shift in either direction and along either axis, as a share of the side, 0
 *     to 1
 * @param zoomMin least magnification, from 0.1; 1 leaves the size
 * @param zoomMax greatest magnification, at least zoomMin, up to 10
 * @param brightness pixel values are multiplied by a factor from 1 - brightness to 1 + brightness;
 *     0 to 1
 * @param contrast distances from the mean value are multiplied by a factor from 1 - contrast to 1 +
 *     contrast; 0 to 1
 * @param randomErasing probability that a rectangle is erased, 0 to 1
 * @param erasingAreaMin least area of the rectangle as a share of the picture, 0 to 1
 * @param erasingAreaMax greatest area of the rectangle, at least erasingAreaMin, up to 1
 */
public record Augmentation(
    @SettingInfo("probability of a mirrored image") double flip,
    @SettingInfo("rotation, at most so many degrees either way") double rotation,
    @SettingInfo("shift, at most this share of the side in each direction") double shift,
    @SettingInfo("least zoom factor") double zoomMin,
    @SettingInfo("greatest zoom factor") double zoomMax,
    @SettingInfo("brightness, at most this share more or less") double brightness,
    @SettingInfo("contrast, at most this share more or less") double contrast,
    @SettingInfo(value = "probability that a rectangle is erased", formerly = "erasing")
        double randomErasing,
    @SettingInfo("least share of the image that is erased") double erasingAreaMin,
    @SettingInfo("greatest share of the image that is erased") double erasingAreaMax) {

  private static final double MAX_ROTATION = 180;
  private static final double LEAST_ZOOM = 0.1;
  private static final double GREATEST_ZOOM = 10;
  private static final int MAX_VALUE = 255;
  private static final double ERASING_ASPECT_MIN = 0.3;
  private static final double ERASING_ASPECT_MAX = 1 / ERASING_ASPECT_MIN;

  /**
   * @throws IllegalArgumentException if a number is outside its range, by its name as a setting
   */
  public Augmentation {
    Ranges.within("flip", flip, 0, 1);
    Ranges.within("rotation", rotation, 0, MAX_ROTATION);
    Ranges.within("shift", shift, 0, 1);
    Ranges.within("zoom-min", zoomMin, LEAST_ZOOM, GREATEST_ZOOM);
    Ranges.within("zoom-max", zoomMax, zoomMin, GREATEST_ZOOM);
    Ranges.within("brightness", brightness, 0, 1);
    Ranges.within("contrast", contrast, 0, 1);
    Ranges.within("random-erasing", randomErasing, 0, 1);
    Ranges.within("erasing-area-min", erasingAreaMin, 0, 1);
    Ranges.within("erasing-area-max", erasingAreaMax, erasingAreaMin, 1);
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
    boolean flipped = random.nextDouble() < flip;
    double radians = Math.toRadians(random.between(-rotation, rotation));
    double shiftX = random.between(-shift, shift) * FaceImage.SIDE;
    double shiftY = random.between(-shift, shift) * FaceImage.SIDE;
    double zoom = random.between(zoomMin, zoomMax);
    AffineWarp.of(flipped, radians, shiftX, shiftY, zoom).apply(image, target, offset, side);
    double gain = random.between(1 - brightness, 1 + brightness);
    double spread = random.between(1 - contrast, 1 + contrast);
    if (brightness > 0 || contrast > 0) {
      relight(target, offset, offset + side * side, gain, spread);
    }
    if (random.nextDouble() < randomErasing) {
      erase(random, target, offset, side);
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

  public Augmentation withFlip(double probability) {
    return Records.with(this, "flip", probability);
  }

  public Augmentation withRotation(double degrees) {
    return Records.with(this, "rotation", degrees);
  }

  public Augmentation withShift(double shift) {
    return Records.with(this, "shift", shift);
  }

  public Augmentation withZoom(double least, double greatest) {
    return Records.with(this, Map.of("zoomMin", least, "zoomMax", greatest));
  }

  public Augmentation withBrightness(double brightness) {
    return Records.with(this, "brightness", brightness);
  }

  public Augmentation withContrast(double contrast) {
    return Records.with(this, "contrast", contrast);
  }

  public Augmentation withRandomErasing(double probability) {
    return Records.with(this, "randomErasing", probability);
  }

  public Augmentation withErasingArea(double least, double greatest) {
    return Records.with(this, Map.of("erasingAreaMin", least, "erasingAreaMax", greatest));
  }
}
