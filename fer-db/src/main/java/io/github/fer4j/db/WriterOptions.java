package io.github.fer4j.db;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How an {@link PredictionWriter} works.
 *
 * @param queueCapacity how many records may wait before {@code write} blocks; 1 or more
 * @param batchSize how many are stored in one transaction at most; 1 or more
 * @param flushEvery how long a record waits for others to fill its batch at most
 * @param retryEvery after the database has failed, how long until it is tried again; records go to
 *     the file meanwhile
 * @param spillFile file for records that the database did not accept; created when needed, and must
 *     not exist before
 */
public record WriterOptions(
    int queueCapacity, int batchSize, Duration flushEvery, Duration retryEvery, Path spillFile) {

  private static final int QUEUE_CAPACITY = 4_096;
  private static final int BATCH_SIZE = 1_000;
  private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
  private static final Duration RETRY_EVERY = Duration.ofSeconds(30);

  /**
   * @throws IllegalArgumentException if a number or a duration is not positive
   */
  public WriterOptions {
    if (queueCapacity < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "queueCapacity and batchSize must be 1 or more, were "
              + queueCapacity
              + " and "
              + batchSize);
    }
    if (flushEvery.isNegative() || flushEvery.isZero() || retryEvery.isNegative()) {
      throw new IllegalArgumentException(
          "flushEvery must be above 0 and retryEvery 0 or more, were "
              + flushEvery
              + " and "
              + retryEvery);
    }
    Objects.requireNonNull(spillFile, "spillFile");
  }

  /** Queue of 4,096, batches of 1,000, flush every second, retry after 30 seconds. */
  public static WriterOptions defaults(Path spillFile) {
    return new WriterOptions(QUEUE_CAPACITY, BATCH_SIZE, FLUSH_EVERY, RETRY_EVERY, spillFile);
  }
}
