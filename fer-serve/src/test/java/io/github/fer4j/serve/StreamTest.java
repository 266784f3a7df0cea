package io.github.fer4j.serve;

import static io.github.fer4j.serve.TestServer.portrait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fer4j.infer.picture.PictureLimits;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamTest {
  private static final ServiceOptions OPTIONS = ServiceOptions.DEFAULT.withParallel(1);

  @TempDir Path folder;

  @Test
  void aFrameIsAnsweredWithItsFaces() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      Client client = new Client();
      WebSocket socket = client.open(server);
      socket.sendBinary(ByteBuffer.wrap(portrait()), true).join();
      JsonNode first = client.next();
      socket.sendBinary(ByteBuffer.wrap(new byte[9]), true).join();
      JsonNode second = client.next();
      assertThat(first.get("frame").asInt()).isEqualTo(1);
      assertThat(first.get("faces")).hasSize(1);
      assertThat(second.get("frame").asInt()).isEqualTo(2);
      assertThat(second.at("/error/status").asInt()).isEqualTo(422);
    }
  }

  @Test
  void whenTheServerIsBehindTheNewestFrameWins() throws Exception {
    HeldDetector detector = new HeldDetector();
    try (TestServer server = TestServer.start(folder, detector, OPTIONS, (name, faces) -> {})) {
      Client client = new Client();
      WebSocket socket = client.open(server);
      socket.sendBinary(ByteBuffer.wrap(portrait()), true).join();
      detector.awaitOne();
      for (int i = 0; i < 4; i++) {
        socket.sendBinary(ByteBuffer.wrap(portrait()), true).join();
      }
      while (!server
          .get("/metrics")
          .body()
          .contains("fer_stream_frames_total{outcome=\"skipped\"} 3.0")) {
        Thread.sleep(10);
      }
      detector.release();
      assertThat(client.next().get("frame").asInt()).isEqualTo(1);
      assertThat(client.next().get("frame").asInt()).isEqualTo(5);
    }
  }

  @Test
  void theServerStopsThoughAStreamIsOpen() throws Exception {
    TestServer server = TestServer.start(folder, OPTIONS);
    Client client = new Client();
    client.open(server);
    server.close();
    assertThat(client.closed.poll(30, TimeUnit.SECONDS)).isEqualTo(1001);
  }

  @Test
  void aStreamThatIsOpenedWhileTheServerDrainsIsClosed() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      server.service.drain();
      Client client = new Client();
      client.open(server);
      assertThat(client.closed.poll(30, TimeUnit.SECONDS)).isEqualTo(1001);
    }
  }

  @Test
  void aFrameThatIsTooLargeEndsTheStream() throws Exception {
    ServiceOptions small = OPTIONS.withLimits(new PictureLimits(100, 1000));
    try (TestServer server = TestServer.start(folder, small)) {
      Client client = new Client();
      client.open(server).sendBinary(ByteBuffer.wrap(portrait()), true);
      // A client that still sends may see the connection end before it sees why.
      assertThat(client.closed.poll(30, TimeUnit.SECONDS)).isIn(1009, Client.LOST);
    }
  }

  @Test
  void theTokenComesAsHeaderOrSubprotocol() throws Exception {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("s3 cret".getBytes(StandardCharsets.UTF_8));
    try (TestServer server = TestServer.start(folder, OPTIONS.withToken("s3 cret"))) {
      assertThat(
              builder(server)
                  .subprotocols("fer", "bearer." + encoded)
                  .buildAsync(uri(server), new Client())
                  .join()
                  .getSubprotocol())
          .isEqualTo("fer");
      builder(server)
          .header("Authorization", "Bearer s3 cret")
          .buildAsync(uri(server), new Client())
          .join();
      assertRefused(builder(server), server, 401);
      assertRefused(builder(server).subprotocols("fer", "bearer.x"), server, 401);
    }
  }

  @Test
  void pagesOfOtherSitesAreTurnedAway() throws Exception {
    try (TestServer server = TestServer.start(folder, OPTIONS)) {
      assertRefused(builder(server).header("Origin", "http://evil.example"), server, 403);
      assertRefused(builder(server).header("Origin", "null"), server, 403);
      builder(server)
          .header("Origin", server.uri("").toString())
          .buildAsync(uri(server), new Client())
          .join();
    }
  }

  private static WebSocket.Builder builder(TestServer server) {
    return server.client.newWebSocketBuilder();
  }

  private static URI uri(TestServer server) {
    return URI.create(server.uri("/v1/stream").toString().replace("http:", "ws:"));
  }

  private static void assertRefused(WebSocket.Builder builder, TestServer server, int status) {
    assertThatThrownBy(() -> builder.buildAsync(uri(server), new Client()).join())
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
  }

  /** Collects what the server says. */
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    /** RFC 6455, section 7.4.1: closed without a close frame. */
    private static final int LOST = 1006;

    WebSocket open(TestServer server) {
      return builder(server).buildAsync(uri(server), this).join();
    }

    JsonNode next() throws InterruptedException {
      return messages.poll(30, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          messages.add(new ObjectMapper().readTree(text.toString()));
        } catch (java.io.IOException e) {
          throw new IllegalStateException("The server sent no JSON: " + text, e);
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.add(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.add(LOST);
    }
  }
}
