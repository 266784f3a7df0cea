package io.github.fer4j.serve;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Who may open a stream.
 *
 * <p>A browser cannot set headers of a WebSocket, so the token may also come as the subprotocol
 * {@code bearer.} with the token in Base64 for URLs after it.
 */
final class StreamAccess {
  private static final String BEARER = "bearer.";

  private final TokenCheck token;

  StreamAccess(TokenCheck token) {
    this.token = token;
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
}
