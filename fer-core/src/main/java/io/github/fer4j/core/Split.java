package io.github.fer4j.core;

import java.util.Arrays;
import java.util.Optional;

/**
 * The three parts of FER2013, as its {@code Usage} column names them. The network learns from
 * {@link #TRAINING}; every choice (epoch, schedule, temperature, threshold) is made on {@link
 * #PUBLIC_TEST}; {@link #PRIVATE_TEST} is measured once, at the end. A final run, whose choices
 * have all been made, learns from {@link #PUBLIC_TEST} too.
 */
public enum Split {
  TRAINING("Training"),
  PUBLIC_TEST("PublicTest"),
  PRIVATE_TEST("PrivateTest");

  private final String usage;

  Split(String usage) {
    this.usage = usage;
  }

  /** The text in the file's {@code Usage} column. */
  public String usage() {
    return usage;
  }

  /** The split that the file calls so, or empty if it is not one of the three. */
  public static Optional<Split> ofUsage(String usage) {
    return Arrays.stream(values()).filter(split -> split.usage.equals(usage)).findFirst();
  }
}
