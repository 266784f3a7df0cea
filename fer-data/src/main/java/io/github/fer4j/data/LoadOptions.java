package io.github.fer4j.data;

import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * How a file is loaded.
 *
 * @param strict whether the first bad row ends the loading; if not, bad rows are left out and
 *     counted
 * @param progress is told how many rows have been read, now and then and at the end, by the thread
 *     that loads
 */
public record LoadOptions(boolean strict, IntConsumer progress) {

  public LoadOptions {
    Objects.requireNonNull(progress, "progress");
  }

  /** The first bad row is an error. */
  public static LoadOptions strictly() {
    return new LoadOptions(true, rows -> {});
  }

  /** Bad rows are left out and counted. */
  public static LoadOptions leniently() {
    return new LoadOptions(false, rows -> {});
  }

  /** The same options with somebody who is told of the progress. */
  public LoadOptions withProgress(IntConsumer listener) {
    return new LoadOptions(strict, listener);
  }
}
