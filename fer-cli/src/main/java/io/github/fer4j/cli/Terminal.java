package io.github.fer4j.cli;

/** What is known of the place where standard error is shown. */
public final class Terminal {
  /** Set by the launcher, because {@link System#console} looks at standard input and output. */
  private static final String PROPERTY = "fer.terminal";

  private Terminal() {}

  /** Whether a person's terminal shows standard error, so that lines may be drawn over. */
  public static boolean isShown() {
    return Boolean.getBoolean(PROPERTY);
  }
}
