package io.github.fer4j.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose request it is: the address that it comes from or, behind a proxy, the one that the proxy
 * names in a header. Of several names the last counts, since only that is the proxy's own.
 */
final class ClientAddress {
  private final Optional<String> header;

  /**
   * @param header in which a proxy names its client; empty to believe no header
   */
  ClientAddress(Optional<String> header) {
    this.header = header;
  }

  String of(HttpServletRequest request) {
    return header.flatMap(name -> named(request, name)).orElseGet(request::getRemoteAddr);
  }

  private static Optional<String> named(HttpServletRequest request, String header) {
    List<String> lines = Collections.list(request.getHeaders(header));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String last = lines.get(lines.size() - 1);
    return Optional.of(last.substring(last.lastIndexOf(',') + 1).trim())
        .filter(name -> !name.isEmpty());
  }
}
