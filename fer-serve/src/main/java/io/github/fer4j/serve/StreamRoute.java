package io.github.fer4j.serve;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * WebSocket {@code /v1/stream}: binary messages, each a picture file, in; one JSON text a frame
 * out.
 */
final class StreamRoute implements AutoCloseable {
  private static final int MOST_STREAMS = 64;
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final String ENDED = "The server is shutting down";

  private final Recognizer recognizer;
  private final Gate gate;
  private final ServiceMetrics metrics;
  private final long maxBytes;
  private final ExecutorService workers;
  private final Map<String, FrameStream> streams = new ConcurrentHashMap<>();
  private volatile boolean draining;

  StreamRoute(Recognizer recognizer, Gate gate, ServiceMetrics metrics, ServiceOptions options) {
    this.recognizer = recognizer;
    this.gate = gate;
    this.metrics = metrics;
    this.maxBytes = options.limits().bytes();
    this.workers = Executors.newFixedThreadPool(options.parallel(), StreamRoute::worker);
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "fer-stream");
    thread.setDaemon(true);
    return thread;
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
    if (draining) { // one of the two sees the other: this, or drain() the new stream
      context.closeSession(StatusCode.SHUTDOWN, ENDED);
    }
  }

  /**
   * Ends all streams, and each that is still being opened: none may keep a server from stopping.
   */
  void drain() {
    draining = true;
    streams.values().forEach(stream -> stream.end(StatusCode.SHUTDOWN, ENDED));
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
