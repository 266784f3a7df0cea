package io.github.fer4j.data;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How splits are found where the data do not name them as FER2013 does. What is drawn is drawn for
 * each label by itself, and copies of one picture (identical, nearly so, or mirrored) never stand
 * on both sides. The same data and seed give the same splits.
 *
 * @param column name of the column that holds the split, in place of {@code Usage}
 * @param validationShare share of the training rows to draw as PublicTest, more than 0 and less
 *     than 1; where left out, {@value #DEFAULT_SHARE} if the data have none
 * @param testShare share of the rows to draw as PrivateTest, likewise; where left out, {@value
 *     #DEFAULT_SHARE} if the data name no split at all
 * @param seed decides what is drawn
 */
public record SplitOptions(
    Optional<String> column, OptionalDouble validationShare, OptionalDouble testShare, long seed) {
  /** What is drawn for validation, and for test, where nothing else is said. */
  public static final double DEFAULT_SHARE = 0.1;

  /** Splits as the data name them; where they name none, default shares and seed 1. */
  public static final SplitOptions DEFAULT =
      new SplitOptions(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 1);

  /**
   * @throws IllegalArgumentException if a share is outside its range, or both leave nothing to
   *     train on
   */
  public SplitOptions {
    check("validation share", validationShare);
    check("test share", testShare);
    if (validationShare.orElse(0) + testShare.orElse(0) >= 1) {
      throw new IllegalArgumentException(
          "The shares for validation and test leave nothing to train on: "
              + validationShare.getAsDouble()
              + " and "
              + testShare.getAsDouble());
    }
  }

  private static void check(String name, OptionalDouble share) {
    if (share.isPresent() && !(share.getAsDouble() > 0 && share.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "The " + name + " is " + share.getAsDouble() + ", expected more than 0 and less than 1");
    }
  }
}
