package io.github.fer4j.serve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body. */
final class Form {
  static final String TYPE = "multipart/form-data; boundary=frontier";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Form add(String fileName, byte[] content) {
    text("--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName);
    text("\"\r\nContent-Type: image/png\r\n\r\n");
    body.writeBytes(content);
    text("\r\n");
    return this;
  }

  private void text(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    text("--frontier--\r\n");
    return body.toByteArray();
  }
}
