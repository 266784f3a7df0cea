package io.github.fer4j.serve;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets a few through at a time, lets some more wait in order, and turns the rest away; one client's
 * as soon as it has its share of the places. Safe for use by several threads.
 */
final class Gate {
  private final int parallel;
  private final int most;
  private final int mostOfOne;
  private final Semaphore turns;
  private final Map<String, Integer> placesByClient = new HashMap<>();
  private int taken;

  /**
   * @param parallel how many are inside at most
   * @param queue how many wait at most
   * @param perClient how many of one client wait at most when the others inside are its own, too
   */
  Gate(int parallel, int queue, int perClient) {
    this.parallel = parallel;
    this.most = parallel + queue;
    this.mostOfOne = parallel + perClient;
    this.turns = new Semaphore(parallel, true);
  }

  /**
   * Takes a place, which the caller closes.
   *
   * @param client whose place it is, by any name
   * @throws Problem 429 if the client has its share, 503 if all are taken
   */
  synchronized Place enter(String client) {
    int own = placesByClient.getOrDefault(client, 0);
    if (own >= mostOfOne) {
      throw new Problem(
          429,
          own
              + " requests from your address are waiting already. Send more when some are answered.");
    }
    if (taken >= most) {
      throw new Problem(503, "Too many requests are waiting (" + most + "). Try again later.");
    }
    placesByClient.put(client, own + 1);
    taken++;
    return new Place(client);
  }

  private synchronized void leave(String client) {
    placesByClient.computeIfPresent(client, (name, own) -> own == 1 ? null : own - 1);
    taken--;
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
  synchronized int waiting() {
    return Math.max(0, taken - running());
  }

  /** One request's place, inside or waiting, until it is closed. */
  final class Place implements AutoCloseable {
    private final String client;

    private Place(String client) {
      this.client = client;
    }

    /** Does the work when its turn comes. */
    <T> T turn(Supplier<T> work) {
      return Gate.this.turn(work);
    }

    @Override
    public void close() {
      leave(client);
    }
  }
}
