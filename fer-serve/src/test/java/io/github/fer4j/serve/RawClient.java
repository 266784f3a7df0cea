package io.github.fer4j.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Speaks HTTP/1.1 by hand, to send what a proper client does not. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(60_000);
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  /** The head of a request for a prediction, with this line among its headers. */
  RawClient sendHead(String type, String header) throws IOException {
    return send(
        "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\n"
            + header
            + "\r\n\r\n");
  }

  /** What the server says to a client that asks for a WebSocket. */
  static String handshake(URI server, String header) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.send(
          "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + header
              + "\r\n\r\n");
      client.endOutput();
      return client.answer();
    }
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** All that the server says until it closes the connection. */
  String answer() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The answer to a body of unknown length. */
  static String chunked(URI server, String type, byte[] body) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.sendHead(type, "Transfer-Encoding: chunked");
      client.send(Integer.toHexString(body.length) + "\r\n").send(body).send("\r\n0\r\n\r\n");
      return client.answer();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
