package io.github.fer4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a process that lies in RAM, native libraries included, as Linux tells it. */
public final class ResidentMemory {
  private static final String FIELD = "VmRSS:";
  private static final int KIB = 1024;

  private ResidentMemory() {}

  /** Of this process, in bytes; 0 on systems that do not tell. */
  public static long bytes() {
    return bytes(ProcessHandle.current().pid());
  }

  /** Of another process, in bytes; 0 if it has ended, and on systems that do not tell. */
  public static long bytes(long process) {
    Path status = Path.of("/proc", Long.toString(process), "status");
    try {
      List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
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
