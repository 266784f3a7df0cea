package io.github.fer4j.cli;

/** What the process says to its caller when it ends. */
public final class ExitCodes {
  public static final int OK = 0;

  /** Something failed that the user did not cause. */
  public static final int FAILURE = 1;

  /** Wrong use or bad input. */
  public static final int BAD_INPUT = 2;

  /** Ended by Ctrl-C or a termination signal, with everything saved. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
