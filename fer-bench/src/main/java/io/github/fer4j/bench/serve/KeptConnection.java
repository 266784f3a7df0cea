package io.github.fer4j.bench.serve;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP/1.1 connection that stays open: one write and a few reads a request, so that a client on
 * the server's own processors takes little from it. One thread at a time.
 */
final class KeptConnection implements AutoCloseable {
  private static final String LENGTH = "content-length:";
  private static final long FRESH_NANOS = 10_000_000_000L;

  private final Socket socket;
  private final InputStream in;
  private long lastUsed = System.nanoTime();

  KeptConnection(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** The request that sends a picture, head and body. */
  static byte[] request(byte[] picture) {
    String head =
        "POST /v1/predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/jpeg\r\nContent-Length: "
            + picture.length
            + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + picture.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(picture, 0, request, start.length, picture.length);
    return request;
  }

  /** Whether the server will not have closed it for being idle. */
  boolean isFresh() {
    return System.nanoTime() - lastUsed < FRESH_NANOS;
  }

  /** Sends a request and reads its whole answer; returns the status. */
  int send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).trim());
      }
    }
    in.skipNBytes(length);
    lastUsed = System.nanoTime();
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
