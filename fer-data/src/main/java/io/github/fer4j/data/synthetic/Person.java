package io.github.fer4j.data.synthetic;

import io.github.fer4j.core.internal.RandomSequence;

/**
 * What a face is like whatever it feels. Grays are 0 (black) to 1 (white), lengths in units of half
 * the width of the head.
 *
 * @param skin gray of the skin
 * @param hair gray of hair and brows
 * @param headHeight half the height of the head
 * @param hairline how low the hair reaches into the forehead, from the top of the head
 * @param longHair whether hair hangs down beside the face
 * @param eyeDistance from the middle of the face to the middle of an eye
 * @param eyeWidth half the width of an eye
 * @param browThickness half the thickness of a brow
 * @param noseLength from between the eyes to its tip
 * @param mouthWidth half the width of the mouth
 * @param lips how much darker the lips are than the skin
 * @param beard how much darker chin and cheeks are than the skin
 */
record Person(
    double skin,
    double hair,
    double headHeight,
    double hairline,
    boolean longHair,
    double eyeDistance,
    double eyeWidth,
    double browThickness,
    double noseLength,
    double mouthWidth,
    double lips,
    double beard) {

  private static final double BEARD_SHARE = 0.2;
  private static final double LONG_HAIR_SHARE = 0.4;

  static Person draw(RandomSequence random) {
    double skin = random.between(0.42, 0.82);
    return new Person(
        skin,
        skin * random.between(0.1, 0.75),
        random.between(1.2, 1.38),
        random.between(0.2, 0.5),
        random.nextDouble() < LONG_HAIR_SHARE,
        random.between(0.36, 0.44),
        random.between(0.17, 0.22),
        random.between(0.035, 0.075),
        random.between(0.42, 0.54),
        random.between(0.28, 0.36),
        random.between(0.1, 0.3),
        random.nextDouble() < BEARD_SHARE ? random.between(0.1, 0.35) : 0);
  }
}
