package io.github.fer4j.serve;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets a few through at a time, lets some more wait in order, and turns the rest away. */
final class Gate {
  private final int parallel;
  private final int most;
  private final Semaphore turns;
  private final AtomicInteger admitted = new AtomicInteger();

  /**
   * @param parallel how many are inside at most
   * @param queue how many wait at most
   */
  Gate(int parallel, int queue) {
    this.parallel = parallel;
    this.most = parallel + queue;
    this.turns = new Semaphore(parallel, true);
  }

  /**
   * Does the work when its turn comes.
   *
   * @throws Problem 503 if too many wait already
   */
  <T> T pass(Supplier<T> work) {
    if (admitted.incrementAndGet() > most) {
      admitted.decrementAndGet();
      throw new Problem(503, "Too many requests are waiting (" + most + "). Try again later.");
    }
    try {
      return turn(work);
    } finally {
      admitted.decrementAndGet();
    }
  }

  /** Does the work when its turn comes, however many wait: for callers that are few. */
  <T> T turn(Supplier<T> work) {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(503, "The server is shutting down.");
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  /** How many are inside. */
  int running() {
    return parallel - turns.availablePermits();
  }

  /** How many wait. */
  int waiting() {
    return Math.max(0, admitted.get() - running());
  }
}
