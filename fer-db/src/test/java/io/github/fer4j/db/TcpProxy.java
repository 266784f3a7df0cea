package io.github.fer4j.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and cuts their connections when told to. */
final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 16_384;
  private static final long NEVER = Long.MAX_VALUE;

  /** What to do with a packet in which the client says COMMIT. */
  enum OnCommit {
    PASS,
    /** The server never hears of it. */
    CUT_BEFORE,
    /** The server hears of it, the client does not hear the answer. */
    CUT_AFTER
  }

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong cutAfterBytes = new AtomicLong(NEVER);
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile OnCommit onCommit = OnCommit.PASS;
  private volatile boolean refusing;
  private volatile boolean stalled;

  TcpProxy(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Cuts once, when the clients have sent so many more bytes. */
  void cutAfter(long bytes) {
    cutAfterBytes.set(bytes);
  }

  /** Cuts once, at the next COMMIT. */
  void cutAtCommit(OnCommit when) {
    onCommit = when;
  }

  /** How often a connection was cut at the place asked for. */
  int cuts() {
    return cuts.get();
  }

  /** Cuts all connections and lets none in until {@link #restore}. */
  void sever() {
    refusing = true;
    cutAll();
  }

  /** Lets connections in again. */
  void restore() {
    refusing = false;
    stalled = false;
  }

  /** Keeps all connections open and passes nothing on. */
  void stall() {
    stalled = true;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          client.close();
          continue;
        }
        Socket server = new Socket(host, port);
        open.add(client);
        open.add(server);
        daemon(() -> pump(client, server, true));
        daemon(() -> pump(server, client, false));
      } catch (IOException closed) {
        // The server is down, or the proxy closed: the client finds out by itself.
      }
    }
  }

  private void pump(Socket from, Socket to, boolean fromClient) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        waitWhileStalled();
        if (fromClient && cutHere(buffer, count, out)) {
          return;
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException | InterruptedException cut) {
      // That is what this class is for.
    }
  }

  private void waitWhileStalled() throws InterruptedException {
    while (stalled) {
      Thread.sleep(10);
    }
  }

  private boolean cutHere(byte[] buffer, int count, OutputStream server) throws IOException {
    long left = cutAfterBytes.get();
    if (left != NEVER && cutAfterBytes.addAndGet(-count) < 0) {
      cutAfterBytes.set(NEVER);
      server.write(buffer, 0, (int) Math.max(0, left));
      server.flush();
      cuts.incrementAndGet();
      cutAll();
      return true;
    }
    OnCommit wanted = onCommit;
    if (wanted == OnCommit.PASS || !saysCommit(buffer, count)) {
      return false;
    }
    onCommit = OnCommit.PASS;
    if (wanted == OnCommit.CUT_AFTER) {
      server.write(buffer, 0, count);
      server.flush();
    }
    cuts.incrementAndGet();
    cutAll();
    return true;
  }

  private static boolean saysCommit(byte[] buffer, int count) {
    return new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .endsWith("commit");
  }

  private void cutAll() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException alreadyCut) {
        // As wanted.
      }
      open.remove(socket);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    stalled = false;
    cutAll();
    try {
      listener.close();
    } catch (IOException alreadyClosed) {
      // As wanted.
    }
  }
}
