package io.github.fer4j.bench.predict;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Milliseconds of something that was done again and again. */
final class Repeated {
  private static final double MEDIAN = 50;
  private static final double SLOWEST_TWENTIETH = 95;

  /** Share of the time that goes by first, unmeasured: the JVM compiles what is used often. */
  private static final double WARM_UP = 0.5;

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final DescriptiveStatistics millis = new DescriptiveStatistics();
  private long processorNanos;

  private Repeated() {}

  /** Does the work for so many seconds, once at least, after half as many that do not count. */
  static Repeated of(Runnable work, double seconds) {
    new Repeated().run(work, WARM_UP * seconds);
    Repeated measured = new Repeated();
    measured.run(work, seconds);
    return measured;
  }

  private void run(Runnable work, double seconds) {
    long before = processorNanos();
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    long now = System.nanoTime();
    do {
      long start = now;
      work.run();
      now = System.nanoTime();
      millis.addValue((now - start) / NANOS_PER_MILLI);
    } while (now < end);
    processorNanos = processorNanos() - before;
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Median and the time that 19 of 20 stay below. */
  List<Figure> latency(String key, String label) {
    return List.of(
        new Figure(key + "_median_ms", label + ", median", millis.getPercentile(MEDIAN), "ms"),
        new Figure(
            key + "_p95_ms", label + ", p95", millis.getPercentile(SLOWEST_TWENTIETH), "ms"));
  }

  /** Processor time of one time, all threads of the process together, its collector's included. */
  double processorMillis() {
    return processorNanos / NANOS_PER_MILLI / millis.getN();
  }

  /** How often a second it was done. */
  double perSecond() {
    return TimeUnit.SECONDS.toMillis(1) / millis.getMean();
  }
}
