package io.github.fer4j.bench.predict;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Milliseconds of something that was done again and again. */
final class Repeated {
  private static final double MEDIAN = 50;
  private static final double SLOWEST_TWENTIETH = 95;

  /** Share of the time that goes by first, unmeasured: the JVM compiles what is used often. */
  private static final double WARM_UP = 0.5;

  private final DescriptiveStatistics millis = new DescriptiveStatistics();

  private Repeated() {}

  /** Does the work for so many seconds, once at least, after half as many that do not count. */
  static Repeated of(Runnable work, double seconds) {
    new Repeated().run(work, WARM_UP * seconds);
    Repeated measured = new Repeated();
    measured.run(work, seconds);
    return measured;
  }

  private void run(Runnable work, double seconds) {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    long now = System.nanoTime();
    do {
      long start = now;
      work.run();
      now = System.nanoTime();
      millis.addValue((now - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
    } while (now < end);
  }

  /** Median and the time that 19 of 20 stay below. */
  List<Figure> latency(String key, String label) {
    return List.of(
        new Figure(key + "_median_ms", label + ", median", millis.getPercentile(MEDIAN), "ms"),
        new Figure(
            key + "_p95_ms", label + ", p95", millis.getPercentile(SLOWEST_TWENTIETH), "ms"));
  }

  /** How often a second it was done. */
  double perSecond() {
    return TimeUnit.SECONDS.toMillis(1) / millis.getMean();
  }
}
