package io.github.fer4j.core.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Checks of settings that name the setting, its range and the value found. */
public final class Ranges {
  private Ranges() {}

  public static void atLeast(String setting, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be " + least + " or more, not " + value);
    }
  }

  public static void positive(String setting, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be more than 0, not " + value);
    }
  }

  public static void within(String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be in " + least + " to " + most + ", not " + value);
    }
  }

  public static Path path(String setting, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be the name of a file or folder, not '" + value + "'", e);
    }
  }
}
