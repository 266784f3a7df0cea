package io.github.fer4j.train.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Checks of settings that name the setting, its range and the value found. */
final class Ranges {
  private Ranges() {}

  static void atLeast(String setting, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be " + least + " or more, not " + value);
    }
  }

  static void positive(String setting, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be more than 0, not " + value);
    }
  }

  static void within(String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be in " + least + " to " + most + ", not " + value);
    }
  }

  static Path path(String setting, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "Setting " + setting + " must be the name of a file or folder, not '" + value + "'", e);
    }
  }
}
