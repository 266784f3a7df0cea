package io.github.fer4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.github.fer4j.cli.data.DataOptions;
import io.github.fer4j.data.FerDataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fer bench load}: how fast a data set is loaded, and in how much memory. */
@Command(
    name = "load",
    description = "Measure the loading of a data set: rows a second, and heap.",
    sortOptions = false)
public final class BenchLoadCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * @param rows rows read, skipped ones included
   * @param firstSeconds the first load, with a cold JVM
   * @param bestSeconds the fastest load
   * @param bestCpuSeconds CPU time of all threads in the load that took the least of it
   * @param peakHeapMegabytes most heap in use
   */
  private record Result(
      int rows,
      double firstSeconds,
      double bestSeconds,
      double bestCpuSeconds,
      double peakHeapMegabytes) {}

  @Mixin DataOptions data;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      paramLabel = "N",
      description = "how often to load it; ${DEFAULT-VALUE} if left out")
  int repeat;

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (repeat < 1) {
      throw new ParameterException(
          spec.commandLine(), "--repeat is " + repeat + ", expected 1 or more");
    }
    Result result = measure();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(result).toPrettyString());
    } else {
      print(out, result);
    }
    out.flush();
    return 0;
  }

  private Result measure() throws IOException {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    PeakHeap heap = PeakHeap.start();
    int rows = 0;
    double first = 0;
    double best = Double.POSITIVE_INFINITY;
    double bestCpu = Double.POSITIVE_INFINITY;
    for (int run = 0; run < repeat; run++) {
      long cpuStart = process.getProcessCpuTime();
      long start = System.nanoTime();
      FerDataset dataset = data.load();
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      rows = dataset.summary().rows() + dataset.summary().skipped().count();
      first = run == 0 ? seconds : first;
      best = Math.min(best, seconds);
      bestCpu = Math.min(bestCpu, (process.getProcessCpuTime() - cpuStart) / NANOS_PER_SECOND);
    }
    return new Result(rows, first, best, bestCpu, heap.megabytes());
  }

  private static void print(PrintWriter out, Result result) {
    out.printf(Locale.ROOT, "%,10d rows%n", result.rows);
    out.printf(
        Locale.ROOT,
        "%,10.0f rows/s the first time (%.2f s)%n",
        result.rows / result.firstSeconds,
        result.firstSeconds);
    out.printf(
        Locale.ROOT,
        "%,10.0f rows/s at best (%.2f s)%n",
        result.rows / result.bestSeconds,
        result.bestSeconds);
    out.printf(
        Locale.ROOT,
        "%,10.2f s of CPU time at best, all threads together%n",
        result.bestCpuSeconds);
    out.printf(Locale.ROOT, "%,10.0f MB of heap at most%n", result.peakHeapMegabytes);
  }

  private static ObjectNode toJson(Result result) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("rows", result.rows)
        .put("first_seconds", result.firstSeconds)
        .put("first_rows_per_second", result.rows / result.firstSeconds)
        .put("best_seconds", result.bestSeconds)
        .put("best_rows_per_second", result.rows / result.bestSeconds)
        .put("best_cpu_seconds", result.bestCpuSeconds)
        .put("peak_heap_mb", result.peakHeapMegabytes);
  }
}
