package io.github.fer4j.bench.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of this process that lies in RAM, native libraries included, as Linux tells it. */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmRSS:";
  private static final int KIB = 1024;

  private ResidentMemory() {}

  /** In bytes; 0 on systems that do not tell. */
  public static long bytes() {
    try {
      List<String> lines = Files.exists(STATUS) ? Files.readAllLines(STATUS) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
