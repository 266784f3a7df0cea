package io.github.fer4j.bench.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Sends pictures to the server over connections that stay open. Safe for use by several threads.
 */
final class LoopbackClient implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ConcurrentLinkedDeque<KeptConnection> idle = new ConcurrentLinkedDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LongAdder processorNanos = new LongAdder();
  private final URI server;

  LoopbackClient(URI server) {
    this.server = server;
  }

  /**
   * One picture.
   *
   * @throws IllegalStateException if the answer is not 200
   */
  void predict(byte[] picture) {
    require(200, picture);
  }

  /**
   * One body that is no picture, which the server refuses as soon as it has looked at it.
   *
   * @throws IllegalStateException if the answer is not 422
   */
  void sendNoPicture(byte[] body) {
    require(422, body);
  }

  private void require(int expected, byte[] body) {
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      int status = send(KeptConnection.request(body));
      if (status != expected) {
        throw new IllegalStateException("The server answered " + status + ", not " + expected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      processorNanos.add(THREADS.getCurrentThreadCpuTime() - start);
    }
  }

  private int send(byte[] request) throws IOException {
    KeptConnection connection = idle.pollFirst();
    if (connection == null || !connection.isFresh()) {
      if (connection != null) {
        connection.close();
      }
      connection = new KeptConnection(server);
    }
    int status = connection.send(request);
    idle.addFirst(connection);
    return status;
  }

  /** Processor time of the threads that sent, while they did. */
  Duration processorTime() {
    return Duration.ofNanos(processorNanos.sum());
  }

  /** So many pictures, by so many clients at a time. */
  void predictAll(List<byte[]> pictures, int count, int clients) {
    AtomicInteger next = new AtomicInteger();
    List<CompletableFuture<Void>> running =
        IntStream.range(0, clients)
            .mapToObj(
                client -> CompletableFuture.runAsync(() -> take(pictures, next, count), threads))
            .toList();
    running.forEach(CompletableFuture::join);
  }

  private void take(List<byte[]> pictures, AtomicInteger next, int count) {
    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      predict(pictures.get(i % pictures.size()));
    }
  }

  /** A stream that sends the next frame when the last one was answered. */
  FrameFeed feed(List<byte[]> frames) {
    FrameFeed feed = new FrameFeed(frames);
    URI stream = URI.create(server.toString().replaceFirst("http", "ws") + "/v1/stream");
    HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(stream, feed).join();
    return feed;
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (KeptConnection connection : idle) {
      connection.close();
    }
  }
}
