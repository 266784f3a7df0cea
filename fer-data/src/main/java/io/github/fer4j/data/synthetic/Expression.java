package io.github.fer4j.data.synthetic;

import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.internal.RandomSequence;

/**
 * What the parts of a face do. Lengths are in units of half the width of the head; 0 is at rest.
 * The values by label follow the facial actions of the basic emotions (P. Ekman, W. Friesen,
 * "Facial Action Coding System", 1978).
 *
 * @param browRaise how far the brows go up
 * @param browTilt how much farther their inner ends go up than the outer ones; less than 0 is a
 *     frown
 * @param browSqueeze how far the inner ends come together
 * @param eyeOpening opening of the lids as a multiple of that at rest
 * @param mouthWiden how much farther the corners are from the middle
 * @param lipCurve how far the corners stand above the middle of the lips; less than 0 they hang
 * @param mouthOpen height of the opening of the mouth
 * @param teeth how much of the opening the upper teeth fill, 0 to 1
 * @param noseWrinkle depth of the folds beside and across the nose, 0 to 1
 */
record Expression(
    double browRaise,
    double browTilt,
    double browSqueeze,
    double eyeOpening,
    double mouthWiden,
    double lipCurve,
    double mouthOpen,
    double teeth,
    double noseWrinkle) {

  private static final Expression REST = new Expression(0, 0, 0, 1, 0, 0, 0, 0, 0);
  private static final double LEAST_STRENGTH = 0.3;
  private static final double GREATEST_STRENGTH = 1.15;

  /** Strength of the habits that a face has at rest, which blur one expression into another. */
  private static final double HABIT = 0.035;

  /** The expression of a label at full strength. */
  static Expression of(FerLabel label) {
    return switch (label) {
      case ANGRY -> new Expression(-0.10, -0.22, 0.08, 0.72, -0.06, -0.09, 0.03, 0.6, 0.35);
      case DISGUST -> new Expression(-0.05, -0.10, 0.04, 0.50, -0.02, -0.14, 0.07, 0.5, 1);
      case FEAR -> new Expression(0.13, 0.15, 0.06, 1.55, 0.07, -0.05, 0.16, 0.3, 0);
      case HAPPY -> new Expression(0.02, 0, 0, 0.72, 0.13, 0.19, 0.13, 0.9, 0.25);
      case SAD -> new Expression(0.02, 0.22, 0.05, 0.66, -0.05, -0.17, 0, 0, 0);
      case SURPRISE -> new Expression(0.24, 0, 0, 1.6, -0.13, 0, 0.42, 0.1, 0);
      case NEUTRAL -> REST;
    };
  }

  /** Somebody's version of a label's expression: weaker or stronger, and with habits mixed in. */
  static Expression draw(FerLabel label, RandomSequence random) {
    Expression full = of(label);
    double strength = random.between(LEAST_STRENGTH, GREATEST_STRENGTH);
    return new Expression(
        full.browRaise * strength + habit(random),
        full.browTilt * strength + habit(random),
        full.browSqueeze * strength,
        1 + (full.eyeOpening - 1) * strength + 3 * habit(random),
        full.mouthWiden * strength + habit(random),
        full.lipCurve * strength + habit(random),
        Math.max(0, full.mouthOpen * random.between(0, 2 * strength) + habit(random)),
        full.teeth * random.nextDouble(),
        full.noseWrinkle * strength * random.nextDouble());
  }

  private static double habit(RandomSequence random) {
    return HABIT * random.nextGaussian();
  }
}
