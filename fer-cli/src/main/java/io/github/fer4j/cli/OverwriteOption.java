package io.github.fer4j.cli;

import picocli.CommandLine.Option;

/** {@code --overwrite} of commands whose earlier outputs are replaced without asking. */
public final class OverwriteOption {
  @Option(
      names = "--overwrite",
      description =
          "Replace files that fer did not write, too; what an earlier run wrote is always replaced.")
  boolean overwrite;

  /** Whether it was given. */
  public boolean isGiven() {
    return overwrite;
  }
}
