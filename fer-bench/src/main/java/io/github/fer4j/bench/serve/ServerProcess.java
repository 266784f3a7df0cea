package io.github.fer4j.bench.serve;

import io.github.fer4j.bench.FerCommand;
import io.github.fer4j.bench.ResidentMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code fer serve} in a process of its own, as its users run it. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)");
  private static final long DRAIN_SECONDS = 30;

  private final Process process;
  private final URI address;

  private ServerProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it on a free port of the loopback interface and waits until it listens.
   *
   * @param options of {@code fer serve} that name detector and model
   * @throws IOException if it does not listen, with what it said
   */
  static ServerProcess start(List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(options);
    Process process =
        new ProcessBuilder(FerCommand.of(arguments))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new ServerProcess(process, address(process));
    } catch (IOException e) {
      process.destroy();
      throw e;
    }
  }

  private static URI address(Process process) throws IOException {
    List<String> said = new ArrayList<>();
    BufferedReader messages = process.errorReader();
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread rest = new Thread(() -> messages.lines().forEach(later -> {}), "server-messages");
        rest.setDaemon(true);
        rest.start();
        return URI.create(listening.group(1));
      }
      said.add(line);
    }
    throw new IOException("The server did not start: " + String.join(" ", said));
  }

  /** Where it listens. */
  URI address() {
    return address;
  }

  /** Processor time that it has used, compilation and garbage collection included. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Its memory in RAM, natives included, in bytes; 0 where the system does not tell. */
  long residentBytes() {
    return ResidentMemory.bytes(process.pid());
  }

  /** Its open files and connections; 0 where the system does not tell. */
  long openFiles() throws IOException {
    Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
