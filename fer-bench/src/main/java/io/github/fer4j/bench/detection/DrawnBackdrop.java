package io.github.fer4j.bench.detection;

import io.github.fer4j.core.internal.RandomSequence;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Shapes, lines and noise. */
final class DrawnBackdrop implements Backdrop {
  private static final int WIDTH = SceneComposer.WIDTH;
  private static final int HEIGHT = SceneComposer.HEIGHT;
  private static final int SHAPES = 30;
  private static final double NOISE = 8;

  @Override
  public Mat make(RandomSequence random) {
    Mat canvas = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, color(random));
    for (int i = 0; i < SHAPES; i++) {
      Point at = new Point(random.nextInt(WIDTH), random.nextInt(HEIGHT));
      int size = SceneComposer.between(random, 10, WIDTH / 2);
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

  private static Mat noisy(Mat canvas, RandomSequence random) {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    canvas.get(0, 0, pixels);
    for (int i = 0; i < pixels.length; i++) {
      long value = Math.round((pixels[i] & 0xFF) + NOISE * random.nextGaussian());
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
    canvas.put(0, 0, pixels);
    return canvas;
  }

  private static Scalar color(RandomSequence random) {
    return new Scalar(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }
}
