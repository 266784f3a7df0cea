package io.github.fer4j.bench.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sends pictures to the server. Safe for use by several threads. */
final class LoopbackClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
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
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/v1/predict"))
            .header("Content-Type", "image/jpeg")
            .POST(BodyPublishers.ofByteArray(picture))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The server answered " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
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
    http.newWebSocketBuilder().buildAsync(stream, feed).join();
    return feed;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
