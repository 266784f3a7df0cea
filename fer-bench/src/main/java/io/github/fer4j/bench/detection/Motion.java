package io.github.fer4j.bench.detection;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.internal.RandomSequence;

/**
 * Where a moving face is: it sways to the sides, up and down, nearer and farther, as somebody does
 * who talks; at most about its own width a second.
 *
 * @param x centre of the movement, in pixels
 * @param y the same
 * @param side mean width of the face's frame, in pixels
 * @param phase of the movement, in radians
 * @param appears seconds at which the face is there for the first time
 */
record Motion(double x, double y, double side, double phase, double appears) {
  private static final int SMALLEST = 80;
  private static final int LARGEST = 180;

  /** Greatest way to the side and up or down, and change of size, in mean widths. */
  private static final double SWAY = 0.5;

  private static final double NOD = 0.2;
  private static final double NEARER = 0.15;

  private static final double SWAY_SECONDS = 4;
  private static final double NOD_SECONDS = 2.5;
  private static final double NEARER_SECONDS = 5;

  static Motion draw(RandomSequence random) {
    int side = SceneComposer.between(random, SMALLEST, LARGEST);
    // Half the frame at its largest, the fading edge, and the way: all stay inside the picture.
    double half = side * (1 + NEARER) * (0.5 + FacePatch.FADE) + 2;
    double left = half + SWAY * side;
    double top = half + NOD * side;
    return new Motion(
        left + random.nextDouble() * (SceneComposer.WIDTH - 2 * left),
        top + random.nextDouble() * (SceneComposer.HEIGHT - 2 * top),
        side,
        2 * Math.PI * random.nextDouble(),
        random.nextDouble());
  }

  boolean isThere(double seconds) {
    return seconds >= appears;
  }

  BoundingBox frame(double seconds) {
    int now = (int) Math.round(side * (1 + NEARER * wave(seconds, NEARER_SECONDS)));
    double centerX = x + SWAY * side * wave(seconds, SWAY_SECONDS);
    double centerY = y + NOD * side * wave(seconds, NOD_SECONDS);
    return BoundingBox.ofSize(
        (int) Math.round(centerX - now / 2.0), (int) Math.round(centerY - now / 2.0), now, now);
  }

  private double wave(double seconds, double period) {
    return Math.sin(phase + 2 * Math.PI * seconds / period);
  }
}
