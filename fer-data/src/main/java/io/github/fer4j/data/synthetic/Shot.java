package io.github.fer4j.data.synthetic;

import io.github.fer4j.core.internal.RandomSequence;

/**
 * How a face is photographed. Places are in units of half the width of the picture.
 *
 * @param x middle of the head, to the right
 * @param y middle of the head, downwards
 * @param size half the width of the head
 * @param roll angle in radians, clockwise
 * @param turn how far the features stand to the side on the head, in units of half its width
 * @param background gray behind the head, 0 to 1
 * @param backdrop how much lighter the background is at its right edge than in the middle
 * @param lightX direction that the light comes from, to the right
 * @param lightY direction that the light comes from, downwards
 * @param shade how much darker the unlit side is, 0 to 1
 * @param exposure what every gray is multiplied by
 * @param softness width of an edge in units of a pixel
 * @param noise standard deviation of the noise in grays of 1
 */
record Shot(
    double x,
    double y,
    double size,
    double roll,
    double turn,
    double background,
    double backdrop,
    double lightX,
    double lightY,
    double shade,
    double exposure,
    double softness,
    double noise) {

  static Shot draw(RandomSequence random) {
    double light = random.between(0, 2 * Math.PI);
    return new Shot(
        random.between(-0.1, 0.1),
        random.between(-0.08, 0.1),
        random.between(0.68, 0.92),
        random.between(-0.2, 0.2),
        random.between(-0.14, 0.14),
        random.between(0.05, 0.9),
        random.between(-0.25, 0.25),
        StrictMath.cos(light),
        -Math.abs(StrictMath.sin(light)),
        random.between(0.1, 0.55),
        random.between(0.7, 1.15),
        random.between(0.8, 2),
        random.between(0.01, 0.045));
  }
}
