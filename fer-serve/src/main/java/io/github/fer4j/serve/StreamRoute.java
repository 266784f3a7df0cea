package io.github.fer4j.serve;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * WebSocket {@code /v1/stream}: binary messages, each a picture file, in; one JSON text a frame
 * out.
 *
 * <p>A browser cannot set headers of a WebSocket, so the token may also come as the subprotocol
 * {@code bearer.} with the token in Base64 for URLs after it.
 */
final class StreamRoute implements AutoCloseable {
  private static final int MOST_STREAMS = 64;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final String BEARER = "bearer.";

  private final Recognizer recognizer;
  private final Gate gate;
  private final ServiceMetrics metrics;
  private final TokenCheck token;
  private final long maxBytes;
  private final ExecutorService workers;
  private final Map<String, FrameStream> streams = new ConcurrentHashMap<>();

  StreamRoute(
      Recognizer recognizer,
      Gate gate,
      ServiceMetrics metrics,
      TokenCheck token,
      ServiceOptions options) {
    this.recognizer = recognizer;
    this.gate = gate;
    this.metrics = metrics;
    this.token = token;
    this.maxBytes = options.limits().bytes();
    this.workers = Executors.newFixedThreadPool(options.parallel(), StreamRoute::worker);
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "fer-stream");
    thread.setDaemon(true);
    return thread;
  }

  /** Turns away who has no token, and pages of other sites, before the connection is upgraded. */
  void beforeUpgrade(Context context) {
    try {
      requireSameOrigin(context.header(Header.ORIGIN), context.header(Header.HOST));
      Optional<String> offered = offeredToken(context.header(Header.SEC_WEBSOCKET_PROTOCOL));
      if (offered.isPresent()) {
        token.requireToken(offered.get());
      } else {
        token.requireHeader(context.header(Header.AUTHORIZATION));
      }
    } catch (Problem problem) {
      refuse(context, problem);
    }
  }

  // Any page that the user visits may open a WebSocket to this machine; browsers say whose it is.
  private static void requireSameOrigin(String origin, String host) {
    if (origin != null && !String.valueOf(authority(origin)).equalsIgnoreCase(host)) {
      throw new Problem(403, "Pages of other sites may not open a stream here.");
    }
  }

  private static String authority(String origin) {
    try {
      return URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Optional<String> offeredToken(String protocols) {
    return Arrays.stream(String.valueOf(protocols).split(","))
        .map(String::trim)
        .filter(protocol -> protocol.startsWith(BEARER))
        .map(protocol -> decoded(protocol.substring(BEARER.length())))
        .findFirst();
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  // Javalin writes no results of handlers before an upgrade, and goes on unless one throws.
  private static void refuse(Context context, Problem problem) {
    problem.writeTo(context);
    try {
      context.res().getOutputStream().write(Json.bytes(problem.body()));
      context.res().flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new HttpResponseException(problem.status());
  }

  void configure(WsConfig config) {
    config.onConnect(this::connected);
    config.onBinaryMessage(
        context ->
            Optional.ofNullable(streams.get(context.sessionId()))
                .ifPresent(stream -> stream.receive(copied(context.data()))));
    config.onMessage(
        context -> context.closeSession(StatusCode.BAD_DATA, "Frames are binary messages"));
    config.onClose(context -> streams.remove(context.sessionId()));
    config.onError(context -> streams.remove(context.sessionId()));
  }

  private void connected(WsConnectContext context) {
    if (streams.size() >= MOST_STREAMS) {
      context.closeSession(StatusCode.TRY_AGAIN_LATER, "Too many streams are open");
      return;
    }
    context.session.setMaxBinaryMessageSize(maxBytes);
    context.session.setIdleTimeout(IDLE);
    streams.put(
        context.sessionId(),
        new FrameStream(
            context.session,
            workers,
            frame ->
                gate.turn(() -> recognizer.recognize(frame, "frame", Recognizer.Wish.NOTHING_MORE)),
            metrics));
  }

  private static byte[] copied(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return bytes;
  }

  /** How many are connected. */
  int open() {
    return streams.size();
  }

  @Override
  public void close() {
    workers.shutdown();
  }
}
