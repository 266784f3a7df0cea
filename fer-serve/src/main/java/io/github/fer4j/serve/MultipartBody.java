package io.github.fer4j.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/** Takes a multipart/form-data body apart, in memory. */
final class MultipartBody extends MultiPart.AbstractPartsListener {
  /** Most parts of one body. */
  static final int MOST_PARTS = 1000;

  private final List<Part> parts = new ArrayList<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private boolean complete;

  private MultipartBody() {}

  /** One part of a form; the file name is null if it has none. */
  record Part(String name, String fileName, byte[] content) {}

  /**
   * @param contentType the header, with its boundary
   * @throws Problem 400 if it is no such body, 413 if it has too many parts
   */
  static List<Part> parse(byte[] body, String contentType) {
    String boundary = MultiPart.extractBoundary(contentType);
    if (boundary == null) {
      throw new Problem(400, "The Content-Type of a multipart body must name its boundary.");
    }
    MultipartBody listener = new MultipartBody();
    MultiPart.Parser parser = new MultiPart.Parser(boundary, listener);
    parser.setMaxParts(MOST_PARTS);
    parser.parse(Content.Chunk.from(ByteBuffer.wrap(body), true));
    if (!listener.complete || listener.parts.isEmpty()) {
      throw new Problem(400, "The body is not multipart/form-data with one part or more.");
    }
    return listener.parts;
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    byte[] bytes = new byte[chunk.getByteBuffer().remaining()];
    chunk.getByteBuffer().get(bytes);
    content.writeBytes(bytes);
  }

  @Override
  public void onPart(String name, String fileName, HttpFields headers) {
    parts.add(new Part(name, fileName, content.toByteArray()));
    content.reset();
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable failure) {
    if (parts.size() >= MOST_PARTS) {
      throw new Problem(413, "The body has more than " + MOST_PARTS + " parts.");
    }
    throw new Problem(400, "The multipart body is malformed: " + failure.getMessage() + ".");
  }
}
