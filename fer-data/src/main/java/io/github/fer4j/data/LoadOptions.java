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
 * @param splits how splits are found where the data do not name them
 */
public record LoadOptions(boolean strict, IntConsumer progress, SplitOptions splits) {

  public LoadOptions {
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(splits, "splits");
  }

  /** The first bad row is an error. */
  public static LoadOptions strictly() {
    return new LoadOptions(true, rows -> {}, SplitOptions.DEFAULT);
  }

  /** Bad rows are left out and counted. */
  public static LoadOptions leniently() {
    return new LoadOptions(false, rows -> {}, SplitOptions.DEFAULT);
  }

  /** The same options with somebody who is told of the progress. */
  public LoadOptions withProgress(IntConsumer listener) {
    return new LoadOptions(strict, listener, splits);
  }

  /** The same options with another way to find splits. */
  public LoadOptions withSplits(SplitOptions other) {
    return new LoadOptions(strict, progress, other);
  }
}
