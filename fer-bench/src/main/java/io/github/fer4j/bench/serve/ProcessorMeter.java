package io.github.fer4j.bench.serve;

import io.github.fer4j.bench.predict.Figure;
import java.time.Duration;
import java.util.List;

/** What requests cost the server and the clients in processor time, from its creation on. */
final class ProcessorMeter {
  private static final double NANOS_PER_MILLI = 1e6;

  private final ServerProcess server;
  private final LoopbackClient client;
  private final Duration serverBefore;
  private final Duration clientBefore;

  ProcessorMeter(ServerProcess server, LoopbackClient client) {
    this.server = server;
    this.client = client;
    this.serverBefore = server.processorTime();
    this.clientBefore = client.processorTime();
  }

  /**
   * The mean over so many requests.
   *
   * @param key beginning of the figures' keys
   * @param label beginning of their labels
   */
  List<Figure> figures(String key, String label, int requests) {
    return List.of(
        figure(
            key + "_server_cpu_ms",
            label + ", server",
            server.processorTime(),
            serverBefore,
            requests),
        figure(
            key + "_client_cpu_ms",
            label + ", client",
            client.processorTime(),
            clientBefore,
            requests));
  }

  private static Figure figure(
      String key, String label, Duration after, Duration before, int requests) {
    double millis = after.minus(before).toNanos() / NANOS_PER_MILLI / requests;
    return new Figure(key, "processor time a request, " + label, millis, "ms");
  }
}
