package io.github.fer4j.infer.detect;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Things that serve one thread at a time. As many are made as threads ask at once; they are kept
 * for later ones.
 */
final class Pool<T> {
  private final Supplier<T> maker;
  private final Queue<T> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /**
   * @throws IllegalStateException if the pool is closed
   */
  Loan borrow() {
    if (closed) {
      throw new IllegalStateException("The face detector is closed");
    }
    T free = idle.poll();
    return new Loan(free == null ? maker.get() : free);
  }

  /** Lets go of everything; what is lent is let go of when it comes back. */
  void close() {
    closed = true;
    idle.clear();
  }

  /** A thing lent out until it is closed. */
  final class Loan implements AutoCloseable {
    private final T thing;

    private Loan(T thing) {
      this.thing = thing;
    }

    T get() {
      return thing;
    }

    @Override
    public void close() {
      if (!closed) {
        idle.add(thing);
      }
    }
  }
}
