package io.github.fer4j.eval;

import java.util.OptionalDouble;

/**
 * A measured figure and the interval that its true value may be in.
 *
 * @param value the figure; absent where it is undefined
 * @param low lower end of the interval; absent with the value
 * @param high upper end of the interval; absent with the value
 */
public record Estimate(OptionalDouble value, OptionalDouble low, OptionalDouble high) {

  /** A figure that is undefined. */
  public static final Estimate ABSENT =
      new Estimate(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
