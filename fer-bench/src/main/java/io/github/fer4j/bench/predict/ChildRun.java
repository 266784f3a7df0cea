package io.github.fer4j.bench.predict;

import io.github.fer4j.bench.FerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A run of {@code fer} in a process of its own.
 *
 * @param secondsToFirstLine from the start to its first line of output
 * @param peakResidentBytes most memory that lay in RAM, natives included; empty where the system
 *     does not tell
 */
record ChildRun(double secondsToFirstLine, OptionalLong peakResidentBytes) {
  private static final String PEAK = "VmHWM:";
  private static final int KIB = 1024;
  private static final long POLL_MILLIS = 5;

  /**
   * Runs to its end.
   *
   * @throws IOException if it fails or prints nothing
   */
  static ChildRun of(List<String> arguments) throws IOException {
    List<String> command = FerCommand.of(arguments);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    CompletableFuture<Long> firstLine =
        CompletableFuture.supplyAsync(() -> firstLine(process.inputReader()));
    OptionalLong peak = awaitEnd(process);
    if (process.exitValue() != 0 || firstLine.join() < 0) {
      throw new IOException(
          String.join(" ", command) + ": failed with exit code " + process.exitValue());
    }
    double seconds = (firstLine.join() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    return new ChildRun(seconds, peak);
  }

  // When the first line came, or -1; the rest is read, so that the process can go on.
  private static long firstLine(BufferedReader output) {
    try (output) {
      long time = output.readLine() == null ? -1 : System.nanoTime();
      while (output.readLine() != null) {
        // Only read.
      }
      return time;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OptionalLong awaitEnd(Process process) throws IOException {
    OptionalLong peak = OptionalLong.empty();
    try {
      do {
        OptionalLong now = peakResident(process.pid());
        peak = now.isPresent() ? now : peak;
      } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
      return peak;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while measuring", e);
    }
  }

  private static OptionalLong peakResident(long process) {
    try {
      return Files.readAllLines(Path.of("/proc", "" + process, "status")).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty(); // It has just ended, or this is no Linux.
    }
  }
}
