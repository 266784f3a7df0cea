package io.github.fer4j.bench.serve;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream's client: sends the next frame when the last one was answered. */
final class FrameFeed implements WebSocket.Listener, AutoCloseable {
  private final List<byte[]> frames;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile WebSocket socket;

  FrameFeed(List<byte[]> frames) {
    this.frames = frames;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    send(opened);
    opened.request(1);
  }

  private void send(WebSocket to) {
    byte[] frame = frames.get(answered.get() % frames.size());
    to.sendBinary(ByteBuffer.wrap(frame), true);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    if (last) {
      answered.incrementAndGet();
      send(from);
    }
    from.request(1);
    return null;
  }

  /** How many frames have been answered. */
  int answered() {
    return answered.get();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
