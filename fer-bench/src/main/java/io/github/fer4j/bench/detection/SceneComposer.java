package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.picture.Picture;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Pastes faces into pictures of 640x480: each 60 to 240 pixels wide, anywhere, lighter or darker,
 * over a background into which its edges fade. The same seed, backgrounds and example always give
 * the same scene.
 */
public final class SceneComposer {
  /** Width of a scene in pixels. */
  public static final int WIDTH = 640;

  /** Height of a scene in pixels. */
  public static final int HEIGHT = 480;

  private static final int SMALLEST = 60;
  private static final int LARGEST = 240;
  private static final double DARKEST = 0.7;
  private static final double BRIGHTEST = 1.2;

  private final long seed;
  private final Backdrop backdrop;
  private final double tilt;

  private SceneComposer(long seed, Backdrop backdrop, double tilt) {
    OpenCv.load();
    this.seed = seed;
    this.backdrop = backdrop;
    this.tilt = tilt;
  }

  /** A composer whose scenes are drawn from this seed: shapes, lines and noise around the faces. */
  public SceneComposer(long seed) {
    this(seed, new DrawnBackdrop(), 0);
  }

  /**
   * A composer that takes parts of photographs for backgrounds.
   *
   * @param photographs without faces, at least one; they stay the caller's
   */
  public static SceneComposer over(List<Picture> photographs, long seed) {
    return new SceneComposer(seed, new PhotographBackdrop(photographs), 0);
  }

  /** The same scenes with each face turned by so many degrees to one side or the other. */
  public SceneComposer withTilt(double degrees) {
    return new SceneComposer(seed, backdrop, degrees);
  }

  /** The scene of an example, which the caller closes. */
  public Scene compose(Example example) {
    RandomSequence random = random(example);
    Mat canvas = backdrop.make(random);
    int side = between(random, SMALLEST, LARGEST);
    int fade = (int) (side * FacePatch.FADE);
    int x = fade + random.nextInt(WIDTH - side - 2 * fade);
    int y = fade + random.nextInt(HEIGHT - side - 2 * fade);
    BoundingBox frame = BoundingBox.ofSize(x, y, side, side);
    patch(example, random).paste(canvas, frame);
    try {
      return new Scene(example, Picture.of(canvas), frame);
    } finally {
      canvas.release();
    }
  }

  /**
   * A video in which an example's face appears within the first second and moves about.
   *
   * @param frames how many, at {@link MovingScene#FRAMES_PER_SECOND}
   * @return to be closed by the caller
   */
  public MovingScene inMotion(Example example, int frames) {
    RandomSequence random = random(example);
    Mat canvas = backdrop.make(random);
    return new MovingScene(canvas, Motion.draw(random), patch(example, random), frames);
  }

  /** A scene's background without a face, which the caller closes. */
  public Picture background(Example example) {
    Mat canvas = backdrop.make(random(example));
    try {
      return Picture.of(canvas);
    } finally {
      canvas.release();
    }
  }

  private RandomSequence random(Example example) {
    return RandomSequence.ofMixed(seed * 31 + example.row());
  }

  private FacePatch patch(Example example, RandomSequence random) {
    double brightness = DARKEST + (BRIGHTEST - DARKEST) * random.nextDouble();
    return new FacePatch(example.image(), brightness, random.nextBoolean() ? tilt : -tilt);
  }

  // Each size as likely as its half: small faces are as common as large ones are.
  static int between(RandomSequence random, int least, int most) {
    return (int) Math.round(least * Math.pow((double) most / least, random.nextDouble()));
  }
}
