package io.github.fer4j.serve;

import static io.github.fer4j.serve.TestServer.json;
import static io.github.fer4j.serve.TestServer.portrait;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Too much, too slow, half sent, and the end. */
@Timeout(120)
class OverloadTest {
  private static final ServiceOptions OPTIONS = ServiceOptions.DEFAULT.withParallel(1);

  @TempDir Path folder;

  @Test
  void oneMoreThanTheQueueHoldsIsToldToComeLater() throws Exception {
    HeldDetector detector = new HeldDetector();
    try (TestServer server =
        TestServer.start(folder, detector, OPTIONS.withQueue(2), (name, faces) -> {})) {
      List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
      accepted.add(predict(server));
      detector.awaitOne();
      accepted.add(predict(server));
      accepted.add(predict(server));
      awaitMetric(server, "fer_queue_length 2.0");
      HttpResponse<String> refused = predict(server).join();
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(1);
      assertThat(json(refused).get("status").asInt()).isEqualTo(503);
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      detector.release();
      assertThat(accepted).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(server.get("/metrics").body()).contains("fer_queue_length 0.0");
    }
  }

  @Test
  void aClientWithItsShareOfTheQueueIsRefusedAndAnotherIsNot() throws Exception {
    HeldDetector detector = new HeldDetector();
    ServiceOptions options = OPTIONS.withPerClient(1).withClientHeader("X-Forwarded-For");
    try (TestServer server = TestServer.start(folder, detector, options, (name, faces) -> {})) {
      List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
      accepted.add(predict(server, "X-Forwarded-For", "192.0.2.1"));
      detector.awaitOne();
      accepted.add(predict(server, "X-Forwarded-For", "192.0.2.1"));
      awaitMetric(server, "fer_queue_length 1.0");
      // What a client writes into the header itself stands before what the proxy adds.
      HttpResponse<String> refused =
          predict(server, "X-Forwarded-For", "192.0.2.9, 192.0.2.1").join();
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(1);
      assertThat(refused.headers().firstValue("Content-Type")).hasValue(Problem.CONTENT_TYPE);
      assertThat(json(refused).get("status").asInt()).isEqualTo(429);
      accepted.add(predict(server, "X-Forwarded-For", "192.0.2.1, 192.0.2.9"));
      awaitMetric(server, "fer_queue_length 2.0");
      detector.release();
      assertThat(accepted).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(predict(server, "X-Forwarded-For", "192.0.2.1").join().statusCode())
          .isEqualTo(200);
      assertThat(server.get("/metrics").body())
          .contains("fer_requests_total{route=\"predict\",status=\"429\"} 1.0");
    }
  }

  @Test
  void aHeaderThatNamesAClientIsNotBelievedUnlessToldTo() throws Exception {
    HeldDetector detector = new HeldDetector();
    try (TestServer server =
        TestServer.start(folder, detector, OPTIONS.withPerClient(0), (name, faces) -> {})) {
      CompletableFuture<HttpResponse<String>> accepted = predict(server);
      detector.awaitOne();
      assertThat(predict(server, "X-Forwarded-For", "192.0.2.1").join().statusCode())
          .isEqualTo(429);
      detector.release();
      assertThat(accepted.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatWasAcceptedIsAnsweredBeforeTheServerStops() throws Exception {
    HeldDetector detector = new HeldDetector();
    TestServer server = TestServer.start(folder, detector, OPTIONS, (name, faces) -> {});
    List<CompletableFuture<HttpResponse<String>>> accepted = new ArrayList<>();
    accepted.add(predict(server));
    detector.awaitOne();
    accepted.add(predict(server));
    accepted.add(predict(server));
    awaitMetric(server, "fer_queue_length 2.0");
    server.service.drain();
    HttpResponse<String> ready = server.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.headers().firstValueAsLong("Retry-After")).hasValue(1);
    assertThat(json(ready).get("detail").asText()).contains("shutting down");
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
    awaitRefusal(server);
    detector.release();
    assertThat(accepted).allMatch(answer -> answer.join().statusCode() == 200);
    closed.join();
  }

  @Test
  void aClientThatNeverEndsItsBodyIsCutOffWhenTheServerStops() throws Exception {
    TestServer server = TestServer.start(folder, OPTIONS.withBodyTimeout(Duration.ofMinutes(1)));
    try (RawClient client = new RawClient(server.uri("/"))) {
      client.sendHead("image/png", "Content-Length: 5000").send("half");
      assertThat(server.post("/v1/predict", "image/png", portrait()).statusCode()).isEqualTo(200);
      server.close();
      assertThat(client.answer()).doesNotContain("200");
    }
  }

  /** Until a request is turned away: by an answer on an open connection, or by no connection. */
  private static void awaitRefusal(TestServer server) throws InterruptedException {
    try {
      int status = 200;
      while (status == 200) {
        status = server.get("/health/live").statusCode();
      }
      assertThat(status).isEqualTo(503);
    } catch (IOException e) {
      assertThat(e).isNotInstanceOf(HttpTimeoutException.class);
    }
  }

  @Test
  void aBodyThatEndsHalfwayIsBad() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS);
        RawClient client = new RawClient(server.uri("/"))) {
      client.sendHead("image/png", "Content-Length: 5000").send("half").endOutput();
      assertThat(client.answer())
          .satisfiesAnyOf(
              answer -> assertThat(answer).startsWith("HTTP/1.1 400"),
              answer -> assertThat(answer).isEmpty());
      assertThat(server.post("/v1/predict", "image/png", portrait()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatDripsIsGivenUp() throws Exception {
    ServiceOptions impatient = OPTIONS.withBodyTimeout(Duration.ofMillis(300));
    try (TestServer server = TestServer.start(folder, impatient);
        RawClient client = new RawClient(server.uri("/"))) {
      client.sendHead("image/png", "Content-Length: 5000").send("x");
      Thread.sleep(
          400); // longer than the server waits; what is sent after its answer would be lost
      client.send("x");
      assertThat(client.answer()).startsWith("HTTP/1.1 408").contains("problem+json");
    }
  }

  @Test
  void aThousandIdleConnectionsDoNotKeepOthersOut() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      for (int i = 0; i < 1000; i++) {
        idle.add(new RawClient(server.uri("/")));
      }
      for (int i = 0; i < 100; i++) {
        idle.get(i).sendHead("image/png", "Content-Length: 5000").send("x");
      }
      assertThat(server.post("/v1/predict", "image/png", portrait()).statusCode()).isEqualTo(200);
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  private static CompletableFuture<HttpResponse<String>> predict(
      TestServer server, String... headers) {
    HttpRequest.Builder request = server.request("/v1/predict", "image/png", portrait());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  private static void awaitMetric(TestServer server, String line) throws Exception {
    while (!server.get("/metrics").body().contains(line)) {
      Thread.sleep(10);
    }
  }
}
