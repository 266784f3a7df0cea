package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.FrameReader;
import java.util.Optional;
import org.opencv.core.Mat;

/** A video of one face that moves over a still background. For one thread. */
public final class MovingScene implements FrameReader {
  /** Frames a second. */
  public static final double FRAMES_PER_SECOND = 25;

  private final Mat background;
  private final Motion motion;
  private final FacePatch patch;
  private final int frames;
  private Picture picture;
  private int number;

  MovingScene(Mat background, Motion motion, FacePatch patch, int frames) {
    this.background = background;
    this.motion = motion;
    this.patch = patch;
    this.frames = frames;
  }

  /** Where the data set's 48x48 pixels lie at a time; empty before the face appears. */
  public Optional<BoundingBox> frame(double seconds) {
    return motion.isThere(seconds) ? Optional.of(motion.frame(seconds)) : Optional.empty();
  }

  @Override
  public Optional<Frame> next() {
    releasePicture();
    if (number == frames) {
      return Optional.empty();
    }
    double seconds = number / FRAMES_PER_SECOND;
    Mat canvas = background.clone();
    frame(seconds).ifPresent(frame -> patch.paste(canvas, frame));
    picture = Picture.of(canvas);
    canvas.release();
    return Optional.of(new Frame(number++, seconds, picture));
  }

  @Override
  public String name() {
    return "a made-up video";
  }

  @Override
  public double framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public double declaredSeconds() {
    return frames / FRAMES_PER_SECOND;
  }

  @Override
  public void close() {
    releasePicture();
    background.release();
  }

  private void releasePicture() {
    if (picture != null) {
      picture.close();
      picture = null;
    }
  }
}
