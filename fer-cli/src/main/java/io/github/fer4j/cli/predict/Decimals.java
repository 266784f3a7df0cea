package io.github.fer4j.cli.predict;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Probabilities, scores and coordinates as records show them: six decimals, about what 32-bit
 * floats hold.
 */
public final class Decimals {
  private static final int DIGITS = 6;

  private Decimals() {}

  /** The value with six decimals. */
  public static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN);
  }
}
