package io.github.fer4j.train.reframed;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.opencv.OpenCv;
import io.github.fer4j.infer.picture.Picture;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pastes faces into pictures of 640x480: each 60 to 240 pixels wide, anywhere, lighter or darker,
 * over a background of shapes, lines and noise into which its edges fade. The same seed and example
 * always give the same scene.
 */
public final class SceneComposer {
  /** Width of a scene in pixels. */
  public static final int WIDTH = 640;

  /** Height of a scene in pixels. */
  public static final int HEIGHT = 480;

  private static final int SMALLEST = 60;
  private static final int LARGEST = 240;

  /** Edge that fades into the background, as a share of the face's width. */
  private static final double FADE = 0.2;

  private static final double DARKEST = 0.7;
  private static final double BRIGHTEST = 1.2;
  private static final int SHAPES = 30;
  private static final double NOISE = 8;

  private final long seed;

  /** A composer whose scenes are drawn from this seed. */
  public SceneComposer(long seed) {
    OpenCv.load();
    this.seed = seed;
  }

  /** The scene of an example, which the caller closes. */
  public Scene compose(Example example) {
    Random random = new Random(seed * 31 + example.row());
    Mat canvas = background(random);
    int side = between(random, SMALLEST, LARGEST);
    int fade = (int) (side * FADE);
    int x = fade + random.nextInt(WIDTH - side - 2 * fade);
    int y = fade + random.nextInt(HEIGHT - side - 2 * fade);
    double brightness = DARKEST + (BRIGHTEST - DARKEST) * random.nextDouble();
    paste(canvas, example.image(), x - fade, y - fade, side, fade, brightness);
    try {
      return new Scene(example, Picture.of(canvas), BoundingBox.ofSize(x, y, side, side));
    } finally {
      canvas.release();
    }
  }

  /** A scene's background without a face, which the caller closes. */
  public Picture background(Example example) {
    Mat canvas = background(new Random(seed * 31 + example.row()));
    try {
      return Picture.of(canvas);
    } finally {
      canvas.release();
    }
  }

  // Each size as likely as its half: small faces are as common as large ones are.
  private static int between(Random random, int least, int most) {
    return (int) Math.round(least * Math.pow((double) most / least, random.nextDouble()));
  }

  private static Mat background(Random random) {
    Mat canvas = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, color(random));
    for (int i = 0; i < SHAPES; i++) {
      Point at = new Point(random.nextInt(WIDTH), random.nextInt(HEIGHT));
      int size = between(random, 10, WIDTH / 2);
      switch (random.nextInt(3)) {
        case 0 -> Imgproc.circle(canvas, at, size / 2, color(random), Imgproc.FILLED);
        case 1 ->
            Imgproc.rectangle(
                canvas,
                at,
                new Point(at.x + size, at.y + random.nextInt(HEIGHT)),
                color(random),
                Imgproc.FILLED);
        default ->
            Imgproc.line(
                canvas,
                at,
                new Point(random.nextInt(WIDTH), random.nextInt(HEIGHT)),
                color(random),
                1 + random.nextInt(12));
      }
    }
    Imgproc.GaussianBlur(canvas, canvas, new Size(0, 0), 1 + 3 * random.nextDouble());
    return noisy(canvas, random);
  }

  private static Mat noisy(Mat canvas, Random random) {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    canvas.get(0, 0, pixels);
    for (int i = 0; i < pixels.length; i++) {
      long value = Math.round((pixels[i] & 0xFF) + NOISE * random.nextGaussian());
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
    canvas.put(0, 0, pixels);
    return canvas;
  }

  private static Scalar color(Random random) {
    return new Scalar(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  // Beyond its frame the face's outermost pixels are repeated while they fade.
  private static void paste(
      Mat canvas, FaceImage face, int x, int y, int side, int fade, double brightness) {
    Mat patch = new Mat(FaceImage.SIDE, FaceImage.SIDE, CvType.CV_8U);
    patch.put(0, 0, face.toBytes());
    Imgproc.resize(patch, patch, new Size(side, side), 0, 0, Imgproc.INTER_CUBIC);
    Core.copyMakeBorder(patch, patch, fade, fade, fade, fade, Core.BORDER_REPLICATE);
    patch.convertTo(patch, CvType.CV_8U, brightness);
    Imgproc.cvtColor(patch, patch, Imgproc.COLOR_GRAY2BGR);
    Mat weight = weight(side, fade);
    Mat target = canvas.submat(y, y + patch.rows(), x, x + patch.cols());
    Mat below = new Mat();
    target.convertTo(below, CvType.CV_32F);
    Mat above = new Mat();
    patch.convertTo(above, CvType.CV_32F);
    Core.subtract(above, below, above);
    Core.multiply(above, weight, above);
    Core.add(below, above, below);
    below.convertTo(target, CvType.CV_8U);
    for (Mat each : new Mat[] {patch, weight, target, below, above}) {
      each.release();
    }
  }

  // 1 over the face's frame, falling to 0 over the fading edge; three channels.
  private static Mat weight(int side, int fade) {
    int whole = side + 2 * fade;
    float[] weights = new float[whole * whole];
    for (int row = 0; row < whole; row++) {
      for (int column = 0; column < whole; column++) {
        int outside = Math.max(outside(row, side, fade), outside(column, side, fade));
        weights[row * whole + column] = 1 - (float) outside / (fade + 1);
      }
    }
    Mat weight = new Mat(whole, whole, CvType.CV_32F);
    weight.put(0, 0, weights);
    Imgproc.cvtColor(weight, weight, Imgproc.COLOR_GRAY2BGR);
    return weight;
  }

  private static int outside(int place, int side, int fade) {
    return Math.max(0, Math.max(fade - place, place - (fade + side - 1)));
  }
}
