package io.github.fer4j.data;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.internal.RandomSequence;
import java.util.List;

/**
 * Ways in which pictures get worse, each in four strengths, to see what a classifier bears (after
 * D. Hendrycks, T. Dietterich, "Benchmarking Neural Network Robustness to Common Corruptions and
 * Perturbations", 2019, with strengths that suit 48x48 pixels).
 */
public enum Corruption {
  /** Gaussian blur, as a camera out of focus; the strength is its deviation. */
  BLUR("Blur", "σ, pixels", List.of(0.5, 1.0, 1.5, 2.0)) {
    @Override
    float[] worsen(FaceImage image, double strength, RandomSequence random) {
      return blurred(image, strength);
    }
  },

  /** Gaussian noise on each pixel, as a camera in the dark; the strength is its deviation. */
  NOISE("Noise", "σ, gray levels", List.of(8.0, 16.0, 24.0, 32.0)) {
    @Override
    float[] worsen(FaceImage image, double strength, RandomSequence random) {
      float[] pixels = pixelsOf(image);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] += (float) (strength * random.nextGaussian());
      }
      return pixels;
    }
  },

  /** Added to or taken from every pixel, at random. */
  BRIGHTNESS("Brightness", "gray levels, up or down", List.of(20.0, 40.0, 60.0, 80.0)) {
    @Override
    float[] worsen(FaceImage image, double strength, RandomSequence random) {
      float[] pixels = pixelsOf(image);
      double change = random.nextBoolean() ? strength : -strength;
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] += (float) change;
      }
      return pixels;
    }
  },

  /** Moved this far in a random direction; the edge is repeated. */
  SHIFT("Shift", "pixels", List.of(2.0, 4.0, 6.0, 8.0)) {
    @Override
    float[] worsen(FaceImage image, double strength, RandomSequence random) {
      double direction = random.between(0, 2 * Math.PI);
      double right = strength * Math.cos(direction);
      double down = strength * Math.sin(direction);
      return warped(image, AffineWarp.of(false, 0, right, down, 1));
    }
  },

  /** Turned about the middle, left or right at random; the edge is repeated. */
  ROTATION("Rotation", "degrees, left or right", List.of(5.0, 10.0, 15.0, 20.0)) {
    @Override
    float[] worsen(FaceImage image, double strength, RandomSequence random) {
      double radians = Math.toRadians(random.nextBoolean() ? strength : -strength);
      return warped(image, AffineWarp.of(false, radians, 0, 0, 1));
    }
  };

  private static final int LARGEST = 255;

  private final String title;
  private final String unit;
  private final List<Double> strengths;

  Corruption(String title, String unit, List<Double> strengths) {
    this.title = title;
    this.unit = unit;
    this.strengths = strengths;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /** What the strength is counted in. */
  public String unit() {
    return unit;
  }

  /** The four usual strengths, rising. */
  public List<Double> strengths() {
    return strengths;
  }

  /**
   * The face made worse.
   *
   * @param strength in the unit of this corruption, 0 or more
   * @param seed of what is random in it; the same seed gives the same picture
   */
  public FaceImage apply(FaceImage image, double strength, long seed) {
    if (!(strength >= 0)) {
      throw new IllegalArgumentException("strength must be 0 or more, not " + strength);
    }
    float[] worse = worsen(image, strength, RandomSequence.ofMixed(seed));
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, Math.min(LARGEST, Math.round(worse[i])));
    }
    return FaceImage.of(pixels);
  }

  /** Pixels of the worse picture, not yet held to 0 to 255. */
  abstract float[] worsen(FaceImage image, double strength, RandomSequence random);

  private static float[] pixelsOf(FaceImage image) {
    float[] pixels = new float[FaceImage.PIXELS];
    image.copyTo(pixels, 0);
    return pixels;
  }

  private static float[] warped(FaceImage image, AffineWarp warp) {
    float[] pixels = new float[FaceImage.PIXELS];
    warp.apply(image, pixels, 0, FaceImage.SIDE);
    return pixels;
  }

  private static float[] blurred(FaceImage image, double deviation) {
    if (deviation == 0) {
      return pixelsOf(image);
    }
    double[] kernel = gaussian(deviation);
    float[] across = convolved(pixelsOf(image), kernel, 1, FaceImage.SIDE);
    return convolved(across, kernel, FaceImage.SIDE, 1);
  }

  private static double[] gaussian(double deviation) {
    int radius = (int) Math.ceil(3 * deviation);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Math.exp(-Math.pow((i - radius) / deviation, 2) / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /** Convolves along lines whose pixels lie step apart and which start lineStep apart. */
  private static float[] convolved(float[] pixels, double[] kernel, int step, int lineStep) {
    int radius = kernel.length / 2;
    float[] result = new float[pixels.length];
    for (int line = 0; line < FaceImage.SIDE; line++) {
      for (int place = 0; place < FaceImage.SIDE; place++) {
        double sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          int from = Math.max(0, Math.min(FaceImage.SIDE - 1, place + k - radius));
          sum += kernel[k] * pixels[line * lineStep + from * step];
        }
        result[line * lineStep + place * step] = (float) sum;
      }
    }
    return result;
  }
}
