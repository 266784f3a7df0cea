package io.github.fer4j.db;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores records in the background, in batches. May be used by many threads at once.
 *
 * <p>{@link #write} returns at once, or blocks while the queue is full; it never drops a record.
 * Records that the database does not accept go to a file, which {@link PredictionStore#load} stores
 * later. What was stored and what was not is known when {@link #finish} returns.
 *
 * <p>What waits in the queue when the process is killed is neither stored nor in the file.
 */
public final class PredictionWriter implements AutoCloseable {

  /** What passes through the queue: a record, or a mark that somebody waits for. */
  private sealed interface Item {
    record Row(PredictionRecord record) implements Item {}

    record Mark(CountDownLatch reached, boolean last) implements Item {}
  }

  private final BlockingQueue<Item> queue;
  private final WriterOptions options;
  private final Delivery delivery;
  private final List<PredictionRecord> batch;
  private long due = Long.MAX_VALUE;
  // Many write at a time, none while the writer ends: nothing may come behind the last mark.
  private final ReadWriteLock ending = new ReentrantReadWriteLock();
  private boolean ended;

  PredictionWriter(Consumer<Collection<PredictionRecord>> store, WriterOptions options) {
    if (Files.exists(options.spillFile())) {
      throw new IllegalArgumentException(
          options.spillFile() + " exists: load what it holds, or choose another file");
    }
    this.queue = new ArrayBlockingQueue<>(options.queueCapacity());
    this.options = options;
    this.delivery = new Delivery(store, options);
    this.batch = new ArrayList<>(options.batchSize());
    Thread thread = new Thread(this::run, "fer4j-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Takes a record. Blocks while the queue is full, even if the thread is interrupted.
   *
   * @throws IllegalStateException if the writer is closed
   * @throws NotSavedException if neither the database nor the file could be written to
   */
  public void write(PredictionRecord record) {
    ending.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException("This writer is closed");
      }
      delivery.refuseIfLosing(record);
      put(new Item.Row(record));
    } finally {
      ending.readLock().unlock();
    }
  }

  /** Waits until everything written before is in the database or in the file. */
  public void flush() {
    ending.readLock().lock();
    try {
      if (!ended) {
        mark(false);
      }
    } finally {
      ending.readLock().unlock();
    }
  }

  /** How many records were stored and how many were not, so far. */
  public WriteReport report() {
    return delivery.report();
  }

  /** Stores what is left, closes the writer and reports what was stored and what was not. */
  public WriteReport finish() {
    end();
    return delivery.report();
  }

  /**
   * Like {@link #finish}, for those who do not look at the report.
   *
   * @throws NotSavedException if something is not in the database, and {@link #finish} was not
   *     called before
   */
  @Override
  public void close() {
    if (end() && !delivery.report().complete()) {
      throw delivery.notSaved();
    }
  }

  /** Ends the writer; false if it had ended before. */
  private boolean end() {
    ending.writeLock().lock();
    try {
      if (ended) {
        return false;
      }
      ended = true;
      mark(true);
      delivery.close();
      return true;
    } finally {
      ending.writeLock().unlock();
    }
  }

  private void mark(boolean last) {
    CountDownLatch reached = new CountDownLatch(1);
    put(new Item.Mark(reached, last));
    uninterrupted(
        () -> {
          reached.await();
          return null;
        });
  }

  private void put(Item item) {
    uninterrupted(
        () -> {
          queue.put(item);
          return null;
        });
  }

  // Whatever is thrown, this thread lives until the last mark: others wait for it.
  private void run() {
    boolean last = false;
    while (!last) {
      Item next = null;
      try {
        long wait = batch.isEmpty() ? Long.MAX_VALUE : due - System.nanoTime();
        next = uninterrupted(() -> queue.poll(wait, TimeUnit.NANOSECONDS));
        take(next);
      } catch (Throwable defect) {
        delivery.lose(batch.size(), defect);
        batch.clear();
      }
      if (next instanceof Item.Mark mark) {
        last = mark.last();
        mark.reached().countDown();
      }
    }
  }

  private void take(@Nullable Item next) {
    if (next instanceof Item.Row row) {
      if (batch.isEmpty()) {
        due = System.nanoTime() + options.flushEvery().toNanos();
      }
      batch.add(row.record());
    }
    if (next == null || next instanceof Item.Mark || batch.size() == options.batchSize()) {
      delivery.deliver(batch);
      batch.clear();
    }
  }

  @FunctionalInterface
  private interface Waiting<T extends @Nullable Object> {
    T run() throws InterruptedException;
  }

  // To stop waiting would be to drop a record; the interrupt is set again afterwards.
  private static <T extends @Nullable Object> T uninterrupted(Waiting<T> waiting) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waiting.run();
        } catch (InterruptedException interrupt) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
