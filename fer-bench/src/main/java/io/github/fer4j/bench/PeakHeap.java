package io.github.fer4j.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The most heap that was in use since a moment, garbage that waited for collection included. */
final class PeakHeap {
  private static final double BYTES_PER_MB = 1e6;

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private PeakHeap() {
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** Starts now. */
  static PeakHeap start() {
    return new PeakHeap();
  }

  /** The sum over the heap's parts of the most that each has held, in MB (10^6 bytes). */
  double megabytes() {
    return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / BYTES_PER_MB;
  }
}
