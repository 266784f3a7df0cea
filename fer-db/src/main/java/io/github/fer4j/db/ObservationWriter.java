package io.github.fer4j.db;

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

/**
 * Stores observations in the background, in batches. May be used by many threads at once.
 *
 * <p>{@link #write} takes an observation at once, or waits while the queue is full; it never drops
 * one. What the database does not take goes to a file, from which {@link PredictionStore#load}
 * takes it later. What has been stored and what has not is known when {@link #finish} returns.
 *
 * <p>What waits in the queue when the process is killed is neither stored nor in the file.
 */
public final class ObservationWriter implements AutoCloseable {

  /** What passes through the queue: an observation, or a mark that somebody waits for. */
  private sealed interface Item {
    record Seen(Observation observation) implements Item {}

    record Mark(CountDownLatch reached, boolean last) implements Item {}
  }

  private final BlockingQueue<Item> queue;
  private final WriterOptions options;
  private final Delivery delivery;
  private final Thread thread;
  // Many write at a time, none while the writer ends: nothing may come behind the last mark.
  private final ReadWriteLock ending = new ReentrantReadWriteLock();
  private boolean ended;

  ObservationWriter(Consumer<Collection<Observation>> store, WriterOptions options) {
    this.queue = new ArrayBlockingQueue<>(options.queueCapacity());
    this.options = options;
    this.delivery = new Delivery(store, options);
    this.thread = new Thread(this::run, "fer4j-writer");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /**
   * Takes an observation. Blocks while the queue is full, even if the thread is interrupted.
   *
   * @throws IllegalStateException if the writer is closed
   * @throws NotSavedException if neither the database nor the file takes anything any more
   */
  public void write(Observation observation) {
    ending.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException("This writer is closed");
      }
      delivery.refuseIfLosing(observation);
      put(new Item.Seen(observation));
    } finally {
      ending.readLock().unlock();
    }
  }

  /** Waits until all that was written before is stored or in the file. */
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

  /** What became of the observations so far. */
  public WriteReport report() {
    return delivery.report();
  }

  /** Stores what is left and ends the writer; says what became of everything. */
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

  private void run() {
    List<Observation> batch = new ArrayList<>(options.batchSize());
    long due = Long.MAX_VALUE;
    while (true) {
      long wait = batch.isEmpty() ? Long.MAX_VALUE : due - System.nanoTime();
      Item next = uninterrupted(() -> queue.poll(wait, TimeUnit.NANOSECONDS));
      if (next instanceof Item.Seen seen) {
        if (batch.isEmpty()) {
          due = System.nanoTime() + options.flushEvery().toNanos();
        }
        batch.add(seen.observation());
      }
      if (next == null || next instanceof Item.Mark || batch.size() == options.batchSize()) {
        delivery.deliver(batch);
        batch.clear();
      }
      if (next instanceof Item.Mark mark) {
        mark.reached().countDown();
        if (mark.last()) {
          return;
        }
      }
    }
  }

  @FunctionalInterface
  private interface Waiting<T> {
    T run() throws InterruptedException;
  }

  // To give up waiting would be to drop an observation; the interrupt is there again afterwards.
  private static <T> T uninterrupted(Waiting<T> waiting) {
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
