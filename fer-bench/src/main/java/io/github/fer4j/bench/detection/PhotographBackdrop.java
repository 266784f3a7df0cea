package io.github.fer4j.bench.detection;

import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.infer.picture.Picture;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Parts of photographs without faces, near and far. */
final class PhotographBackdrop implements Backdrop {
  private static final int WIDTH = SceneComposer.WIDTH;
  private static final int HEIGHT = SceneComposer.HEIGHT;

  private final List<Picture> photographs;

  /**
   * @param photographs at least one; they stay the caller's
   */
  PhotographBackdrop(List<Picture> photographs) {
    if (photographs.isEmpty()) {
      throw new IllegalArgumentException("Backgrounds need one photograph at least");
    }
    this.photographs = List.copyOf(photographs);
  }

  @Override
  public Mat make(RandomSequence random) {
    Picture photograph = photographs.get(random.nextInt(photographs.size()));
    double widest = Math.min(photograph.width(), photograph.height() * (double) WIDTH / HEIGHT);
    // From the whole photograph to its pixels as they are, if it has enough of them.
    double width = widest * Math.pow(Math.min(1, WIDTH / widest), random.nextDouble());
    int w = Math.max(1, (int) width);
    int h = Math.max(1, (int) (width * HEIGHT / WIDTH));
    Rect part =
        new Rect(
            random.nextInt(photograph.width() - w + 1),
            random.nextInt(photograph.height() - h + 1),
            w,
            h);
    Mat shared = photograph.pixels().submat(part);
    Mat canvas = new Mat();
    Imgproc.resize(shared, canvas, new Size(WIDTH, HEIGHT), 0, 0, Imgproc.INTER_AREA);
    shared.release();
    return canvas;
  }
}
