package io.github.fer4j.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Map;

/** An error that the client is told of, as application/problem+json (RFC 9457). */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String CONTENT_TYPE = "application/problem+json";

  /** Seconds after which a client that was turned away may try again. */
  static final String RETRY_SECONDS = "1";

  /** Titles by status, in the words of RFC 9110. */
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  private final int status;

  Problem(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The document, without the "type" whose default is about:blank. */
  Body body() {
    return new Body(TITLES.getOrDefault(status, "Error"), status, getMessage());
  }

  /** Makes it the response. */
  void writeTo(Context context) {
    switch (status) {
      case 401 -> context.header(Header.WWW_AUTHENTICATE, "Bearer");
      // What is left of the body is not read.
      case 400, 408, 413 -> context.header(Header.CONNECTION, "close");
      case 429, 503 -> context.header(Header.RETRY_AFTER, RETRY_SECONDS);
      default -> {}
    }
    context.status(status).result(Json.bytes(body())).contentType(CONTENT_TYPE);
  }

  /**
   * @param title the status in words
   * @param status the HTTP status
   * @param detail what is wrong with this request, in a sentence
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(String title, int status, String detail) {}
}
