package io.github.fer4j.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a MySQL URL, separated so that credentials and properties are in no text that is
 * shown.
 *
 * @param address {@code jdbc:mysql://host[:port][,host...]/database}
 * @param properties connection properties, the defaults of this library included
 * @param user user's name, if the URL holds one
 * @param password password, if the URL holds one
 */
record MySqlUrl(
    String address,
    Map<String, String> properties,
    Optional<String> user,
    Optional<String> password) {

  private static final String SCHEME = "jdbc:mysql://";

  // Milliseconds: without them the driver waits for ever for a server that does not answer.
  private static final Map<String, String> DEFAULTS =
      Map.of("connectTimeout", "10000", "socketTimeout", "300000");

  static MySqlUrl parse(String url) {
    int query = url.indexOf('?');
    String place = query < 0 ? url : url.substring(0, query);
    String rest = place.substring(SCHEME.length());
    int at = rest.lastIndexOf('@');
    String login = at < 0 ? "" : rest.substring(0, at);
    Map<String, String> properties = query < 0 ? new LinkedHashMap<>() : decode(url, query + 1);
    Optional<String> user = fromLogin(login, properties.remove("user"), true);
    Optional<String> password = fromLogin(login, properties.remove("password"), false);
    DEFAULTS.forEach(properties::putIfAbsent);
    return new MySqlUrl(SCHEME + checked(rest.substring(at + 1)), properties, user, password);
  }

  private static Optional<String> fromLogin(String login, String property, boolean first) {
    int colon = login.indexOf(':');
    String part;
    if (first) {
      part = colon < 0 ? login : login.substring(0, colon);
    } else {
      part = colon < 0 ? "" : login.substring(colon + 1);
    }
    return part.isEmpty() ? Optional.ofNullable(property) : Optional.of(decoded(part));
  }

  private static String checked(String place) {
    int slash = place.indexOf('/');
    if (slash < 1 || slash == place.length() - 1 || place.indexOf('(') >= 0) {
      throw new IllegalArgumentException(
          "Not a MySQL address of the form jdbc:mysql://HOST[:PORT]/DATABASE[?PROPERTIES]");
    }
    return place;
  }

  private static Map<String, String> decode(String url, int from) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String pair : url.substring(from).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        properties.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return properties;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      // Without the cause: it quotes the text, which may be a password.
      throw new IllegalArgumentException(
          "A MySQL address holds a % that no two hexadecimal digits follow");
    }
  }
}
