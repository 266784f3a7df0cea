package io.github.fer4j.infer.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fer4j.infer.model.MalformedModelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelZooTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final byte[] CONTENT = "the weights of a small model".repeat(99).getBytes();
  private static final ZooModel MODEL = model("model-of-the-test.onnx", CONTENT);

  @TempDir private Path folder;

  private static ZooModel model(String file, byte[] content) {
    try {
      String digest =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      URI source = URI.create("http://127.0.0.1:9/" + file);
      return new ZooModel("small", file, "test", source, content.length, digest, "MIT", "nobody");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private ModelZoo zoo(Map<String, String> environment, Duration limit) {
    return new ModelZoo(
        List.of(MODEL), folder.resolve("cache/models"), new Network(environment, limit));
  }

  private ModelZoo zoo() {
    return zoo(Map.of(), LONG);
  }

  private void assertNothingWasWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatIsFetchedIsReadFromTheCacheAfterwards() throws IOException {
    assertThat(zoo().read(MODEL)).isEmpty();
    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      Path copy = zoo().fetch(MODEL, server.address());

      assertThat(copy).hasBinaryContent(CONTENT).isEqualTo(zoo().cached(MODEL));
      assertThat(zoo().read(MODEL)).hasValue(CONTENT);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aFileIsCopiedIntoTheCache() throws IOException {
    Path file = Files.write(folder.resolve("by-hand.onnx"), CONTENT);

    assertThat(zoo().add(MODEL, file)).hasBinaryContent(CONTENT);
  }

  @Test
  void aServerWithoutTheFileIsAnErrorThatNamesItsAnswer() throws IOException {
    try (ModelServer server = ModelServer.answering(404, "nothing here".getBytes())) {
      assertThatThrownBy(() -> zoo().fetch(MODEL, server.address()))
          .isInstanceOf(IOException.class)
          .hasMessage(server.address() + ": the server answered 404, expected 200");
    }
    assertNothingWasWritten();
  }

  @Test
  void aPageInsteadOfTheModelIsRefused() throws IOException {
    byte[] page = "<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
    try (ModelServer server = ModelServer.answering(200, page)) {
      assertThatThrownBy(() -> zoo().fetch(MODEL, server.address()))
          .isInstanceOf(MalformedModelException.class)
          .hasMessageContaining("found an HTML page, 36 bytes");
    }
    assertNothingWasWritten();
  }

  @Test
  void aLongerFileIsRefusedWithoutReadingItAll() throws IOException {
    try (ModelServer server = ModelServer.answering(200, Arrays.copyOf(CONTENT, 5_000_000))) {
      assertThatThrownBy(() -> zoo().fetch(MODEL, server.address()))
          .isInstanceOf(MalformedModelException.class)
          .hasMessageContaining("found " + (CONTENT.length + 1) + " bytes");
    }
    assertNothingWasWritten();
  }

  @Test
  void anAnswerThatEndsEarlyIsAnError() throws IOException {
    ModelServer server =
        new ModelServer(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 100);
              exchange.getResponseBody().flush();
              exchange.close();
            });
    try (server) {
      assertThatThrownBy(() -> zoo().fetch(MODEL, server.address()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(server.address().toString());
    }
    assertNothingWasWritten();
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (ModelServer server = new ModelServer(exchange -> await(end))) {
      assertThatThrownBy(() -> zoo(Map.of(), Duration.ofMillis(300)).fetch(MODEL, server.address()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(server.address().toString());
      end.countDown();
    }
    assertNothingWasWritten();
  }

  @Test
  void aServerThatStopsInTheMiddleIsGivenUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    ModelServer server =
        new ModelServer(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 100);
              exchange.getResponseBody().flush();
              await(end);
            });
    try (server) {
      assertThatThrownBy(() -> zoo(Map.of(), Duration.ofMillis(300)).fetch(MODEL, server.address()))
          .isInstanceOf(IOException.class)
          .hasMessage(server.address() + ": no complete answer within 1 s");
      end.countDown();
    }
    assertNothingWasWritten();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void noServerAtAllIsSaid() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> zoo().fetch(MODEL, URI.create("http://127.0.0.1:" + port + "/")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void offlineNothingIsAskedOfAnyServer() throws IOException {
    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      ModelZoo offline = zoo(Map.of("FER_OFFLINE", "1"), LONG);

      assertThatThrownBy(() -> offline.fetch(MODEL, server.address()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("FER_OFFLINE is set");
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void readingNeverReachesForTheNetwork() throws IOException {
    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      ZooModel here =
          new ZooModel(
              "small", "m.onnx", "test", server.address(), 1, MODEL.sha256(), "MIT", "nobody");

      assertThat(zoo().read(here)).isEmpty();
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void aCopyThatIsCutShortOrChangedIsRefusedAndReplacedByTheNextFetch() throws IOException {
    Path copy = zoo().add(MODEL, Files.write(folder.resolve("whole"), CONTENT));
    Files.write(copy, Arrays.copyOf(CONTENT, 100));
    assertThatThrownBy(() -> zoo().read(MODEL))
        .isInstanceOf(MalformedModelException.class)
        .hasMessageContaining(copy.toString())
        .hasMessageContaining("a file that is cut short, 100 bytes");

    byte[] changed = CONTENT.clone();
    changed[50]++;
    Files.write(copy, changed);
    assertThatThrownBy(() -> zoo().read(MODEL)).isInstanceOf(MalformedModelException.class);

    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      zoo().fetch(MODEL, server.address());
    }
    assertThat(zoo().read(MODEL)).hasValue(CONTENT);
  }

  @Test
  void aRefusedFileLeavesTheGoodCopyAlone() throws IOException {
    zoo().add(MODEL, Files.write(folder.resolve("whole"), CONTENT));
    try (ModelServer server = ModelServer.answering(200, "something else".getBytes())) {
      assertThatThrownBy(() -> zoo().fetch(MODEL, server.address()))
          .isInstanceOf(MalformedModelException.class);
    }
    assertThat(zoo().read(MODEL)).hasValue(CONTENT);
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamedWithWhatToDo() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file in the folder's place");
    Path file = Files.write(folder.resolve("whole"), CONTENT);

    assertThatThrownBy(() -> zoo().add(MODEL, file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("cache/models") + ": cannot write the model there")
        .hasMessageContaining("-Dfer4j.cache=DIR");
  }

  @Test
  void severalFetchesAtOnceLeaveOneWholeCopy() throws IOException {
    try (ModelServer server = ModelServer.answering(200, CONTENT)) {
      List<CompletableFuture<Path>> fetches =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> fetched(server)))
              .limit(8)
              .toList();

      fetches.forEach(fetch -> assertThat(fetch.join()).hasBinaryContent(CONTENT));
    }
    try (Stream<Path> files = Files.list(folder.resolve("cache/models"))) {
      assertThat(files).containsExactly(zoo().cached(MODEL));
    }
  }

  private Path fetched(ModelServer server) {
    try {
      return zoo().fetch(MODEL, server.address());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void theProxyOfTheEnvironmentIsAskedForHttp() throws IOException {
    try (ModelServer proxy = ModelServer.answering(200, CONTENT)) {
      Map<String, String> environment = Map.of("http_proxy", "http://127.0.0.1:" + proxy.port());

      zoo(environment, LONG).fetch(MODEL, URI.create("http://models.invalid/model.onnx"));

      assertThat(proxy.requests()).isEqualTo(1);
    }
  }

  @Test
  void theProxyOfTheEnvironmentIsAskedForATunnelForHttps() throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuseTunnel(proxy));
      Map<String, String> environment = Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.getLocalPort());
      URI source = URI.create("https://models.invalid/model.onnx");

      assertThatThrownBy(() -> zoo(environment, LONG).fetch(MODEL, source))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("502");
      assertThat(asked.join()).startsWith("CONNECT models.invalid:443 HTTP/1.1");
    }
  }

  private static String refuseTunnel(ServerSocket proxy) {
    try (Socket client = proxy.accept()) {
      byte[] request = new byte[2_000];
      int length = client.getInputStream().read(request);
      client
          .getOutputStream()
          .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes());
      return new String(request, 0, length, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void hostsInNoProxyAreAskedThemselves() {
    Network network =
        new Network(
            Map.of("https_proxy", "http://proxy:3128", "no_proxy", "localhost, .example.org"),
            LONG);

    assertThat(network.proxy(URI.create("https://example.com/"))).isPresent();
    assertThat(network.proxy(URI.create("https://models.example.org/"))).isEmpty();
    assertThat(network.proxy(URI.create("https://localhost/"))).isEmpty();
    assertThat(network.proxy(URI.create("http://example.com/"))).isEmpty();
  }

  @Test
  void theModelsThatAreKnownHaveAnAddressADigestAndALicence() {
    assertThat(ModelZoo.ofThisUser().models())
        .isNotEmpty()
        .allSatisfy(
            model -> {
              assertThat(model.source().getScheme()).isEqualTo("https");
              assertThat(model.sha256()).matches("[0-9a-f]{64}");
              assertThat(model.licence()).isNotBlank();
              assertThat(model.copyright()).startsWith("Copyright");
            });
  }

  @Test
  void anUnknownNameIsAnsweredWithThoseThatAreKnown() {
    assertThatThrownBy(() -> zoo().model("large"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No model 'large'; known: small");
  }
}
