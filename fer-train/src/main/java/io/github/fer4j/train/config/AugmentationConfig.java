package io.github.fer4j.train.config;

import io.github.fer4j.data.Augmentation;
import java.util.Map;

/** How training images are varied. {@link Augmentation} has the ranges. */
public record AugmentationConfig(
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
    @SettingInfo("greatest share of the image that is erased") double erasingAreaMax,
    @SettingInfo(
            value =
                "parameter of the Beta distribution of the shares in which two images and their"
                    + " targets are mixed, such as 0.2; 0: no mixup",
            neutral = "0")
        double mixup) {

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public AugmentationConfig {
    // Its constructor checks the ranges.
    new Augmentation(
        flip,
        rotation,
        shift,
        zoomMin,
        zoomMax,
        brightness,
        contrast,
        randomErasing,
        erasingAreaMin,
        erasingAreaMax);
    Ranges.within("mixup", mixup, 0, 2);
  }

  /** What varies a single image: all but {@link #mixup}. */
  public Augmentation build() {
    return new Augmentation(
        flip,
        rotation,
        shift,
        zoomMin,
        zoomMax,
        brightness,
        contrast,
        randomErasing,
        erasingAreaMin,
        erasingAreaMax);
  }

  public AugmentationConfig withFlip(double flip) {
    return Records.with(this, "flip", flip);
  }

  public AugmentationConfig withRotation(double degrees) {
    return Records.with(this, "rotation", degrees);
  }

  public AugmentationConfig withShift(double shift) {
    return Records.with(this, "shift", shift);
  }

  public AugmentationConfig withZoom(double least, double greatest) {
    return Records.with(this, Map.of("zoomMin", least, "zoomMax", greatest));
  }

  public AugmentationConfig withBrightness(double brightness) {
    return Records.with(this, "brightness", brightness);
  }

  public AugmentationConfig withContrast(double contrast) {
    return Records.with(this, "contrast", contrast);
  }

  public AugmentationConfig withRandomErasing(double probability) {
    return Records.with(this, "randomErasing", probability);
  }

  public AugmentationConfig withErasingArea(double least, double greatest) {
    return Records.with(this, Map.of("erasingAreaMin", least, "erasingAreaMax", greatest));
  }

  public AugmentationConfig withMixup(double alpha) {
    return Records.with(this, "mixup", alpha);
  }
}
