package io.github.fer4j.bench.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.commons.math3.stat.descriptive.SynchronizedDescriptiveStatistics;

/** Starts work at a steady rate, whether or not what was started before has ended. */
final class Paced {
  private static final int SLOW = 95;

  private Paced() {}

  /**
   * What came of it.
   *
   * @param perSecond how much was done a second, until the last was done
   * @param p95Millis from the moment at which the work was due; 19 of 20 took less
   */
  record Result(double perSecond, double p95Millis) {}

  /** Starts the work so many times a second. */
  static Result run(int perSecond, int seconds, IntConsumer work) throws InterruptedException {
    SynchronizedDescriptiveStatistics millis = new SynchronizedDescriptiveStatistics();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> started = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      int number = i;
      long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
      LockSupport.parkNanos(due - System.nanoTime());
      started.add(
          threads.submit(
              () -> {
                work.accept(number);
                millis.addValue((System.nanoTime() - due) / 1e6);
              }));
    }
    await(started);
    threads.shutdown();
    double elapsed = (System.nanoTime() - begin) / 1e9;
    return new Result(started.size() / elapsed, millis.getPercentile(SLOW));
  }

  private static void await(List<Future<?>> started) throws InterruptedException {
    for (Future<?> each : started) {
      try {
        each.get();
      } catch (java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
      }
    }
  }
}
