package io.github.fer4j.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How an {@link ObservationWriter} works.
 *
 * @param queueCapacity how many observations may wait before {@code write} blocks; 1 or more
 * @param batchSize how many are stored in one transaction at most; 1 or more
 * @param flushEvery how long an observation waits for others to fill its batch at most
 * @param retryEvery once the database has failed, how long until it is tried again; what comes
 *     meanwhile goes to the file
 * @param unsavedFile where to keep what the database did not take; it is made when the need arises
 */
public record WriterOptions(
    int queueCapacity, int batchSize, Duration flushEvery, Duration retryEvery, Path unsavedFile) {

  private static final int QUEUE_CAPACITY = 4_096;
  private static final int BATCH_SIZE = 1_000;
  private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
  private static final Duration RETRY_EVERY = Duration.ofSeconds(30);

  /**
   * @throws IllegalArgumentException if a number or a duration is not positive, or the file exists
   */
  public WriterOptions {
    if (queueCapacity < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "A queue of " + queueCapacity + " and batches of " + batchSize + " hold nothing");
    }
    if (flushEvery.isNegative() || flushEvery.isZero() || retryEvery.isNegative()) {
      throw new IllegalArgumentException("Not a time to wait: " + flushEvery + " or " + retryEvery);
    }
    Objects.requireNonNull(unsavedFile, "unsavedFile");
    if (Files.exists(unsavedFile)) {
      throw new IllegalArgumentException(
          unsavedFile + " exists: load what it holds, or choose another file");
    }
  }

  /** A queue of 4,096, batches of 1,000, a second at most, and another try after half a minute. */
  public static WriterOptions defaults(Path unsavedFile) {
    return new WriterOptions(QUEUE_CAPACITY, BATCH_SIZE, FLUSH_EVERY, RETRY_EVERY, unsavedFile);
  }
}
