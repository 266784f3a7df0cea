package io.github.fer4j.infer.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The way to files on the network.
 *
 * @param environment variables: {@code FER_OFFLINE}, {@code https_proxy}, {@code http_proxy},
 *     {@code no_proxy}
 * @param limit how long a download may take in all
 */
record Network(Map<String, String> environment, Duration limit) {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int DEFAULT_PROXY_PORT = 80;

  /** As the environment of this process has it. */
  static Network ofThisProcess() {
    return new Network(System.getenv(), LIMIT);
  }

  /** Whether nothing may be fetched. */
  boolean offline() {
    String value = environment.getOrDefault("FER_OFFLINE", "");
    return !value.isBlank() && !value.equals("0") && !value.equalsIgnoreCase("false");
  }

  /**
   * The content at an address.
   *
   * @param most bytes; what goes beyond is left out
   * @throws IOException if there is none, it takes too long, or nothing may be fetched
   */
  byte[] download(URI source, int most) throws IOException {
    if (offline()) {
      throw new IOException(source + ": not fetched, since FER_OFFLINE is set");
    }
    CompletableFuture<byte[]> content = new CompletableFuture<>();
    Thread thread = new Thread(() -> complete(content, source, most), "fer4j-download");
    thread.setDaemon(true);
    thread.start();
    try {
      return content.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(source + ": no complete answer within " + seconds(limit) + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(source + ": " + reason(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(source + ": interrupted", e);
    } finally {
      thread.interrupt(); // Ends what still waits.
    }
  }

  private void complete(CompletableFuture<byte[]> content, URI source, int most) {
    try {
      content.complete(get(source, most));
    } catch (IOException | RuntimeException e) {
      content.completeExceptionally(e);
    } catch (InterruptedException e) {
      content.cancel(false); // Nobody waits any more.
    }
  }

  private byte[] get(URI source, int most) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(source).timeout(limit).build();
    HttpResponse<InputStream> response = client(source).send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException("the server answered " + response.statusCode() + ", expected 200");
      }
      return body.readNBytes(most);
    }
  }

  private HttpClient client(URI source) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(limit.compareTo(CONNECT_LIMIT) < 0 ? limit : CONNECT_LIMIT)
        .proxy(proxy(source).map(ProxySelector::of).orElseGet(ProxySelector::getDefault))
        .build();
  }

  /** The proxy that the environment names for an address. */
  Optional<InetSocketAddress> proxy(URI source) {
    String variable = source.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
    String named = value(variable);
    if (named.isBlank() || excepted(source.getHost())) {
      return Optional.empty();
    }
    URI proxy = URI.create(named.contains("://") ? named : "http://" + named);
    if (proxy.getHost() == null) {
      throw new IllegalArgumentException(
          variable + " is '" + named + "', expected http://host:port");
    }
    int port = proxy.getPort() < 0 ? DEFAULT_PROXY_PORT : proxy.getPort();
    return Optional.of(new InetSocketAddress(proxy.getHost(), port));
  }

  private boolean excepted(String host) {
    return Stream.of(value("no_proxy").split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(each -> each.startsWith(".") ? each.substring(1) : each)
        .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
  }

  private String value(String variable) {
    String upper = environment.getOrDefault(variable.toUpperCase(Locale.ROOT), "");
    return environment.getOrDefault(variable, upper);
  }

  private static String reason(Throwable cause) {
    // The client's own exception has no message when nobody answers.
    return cause instanceof ConnectException
        ? "cannot be reached; see whether there is a network, or a proxy to name in https_proxy"
        : Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.0f", Math.ceil(time.toMillis() / 1000.0));
  }
}
