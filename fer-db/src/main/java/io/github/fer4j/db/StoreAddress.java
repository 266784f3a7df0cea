package io.github.fer4j.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is, with the user's name and password. Its text form can be shown and logged: it
 * holds no credentials and no connection properties.
 */
public final class StoreAddress {
  private static final String H2 = "jdbc:h2:";
  private static final String MYSQL = "jdbc:mysql://";
  private static final String MARIADB = "jdbc:mariadb://";
  private static final String H2_FILE_SUFFIX = ".mv.db";

  private final String url;
  private final Map<String, String> properties;
  private final Optional<String> user;
  private final Optional<String> password;
  private final String shown;
  // As it was named, which may lack the suffix; null unless it was named by its file.
  private final @Nullable Path named;

  private StoreAddress(
      String url,
      Map<String, String> properties,
      Optional<String> user,
      Optional<String> password,
      String shown,
      @Nullable Path named) {
    this.url = url;
    this.properties = Map.copyOf(properties);
    this.user = user;
    this.password = password;
    this.shown = shown;
    this.named = named;
  }

  /**
   * The address that a text names: {@code jdbc:mysql://host[:port]/database[?properties]} for MySQL
   * and MariaDB, {@code jdbc:h2:...}, or the path of an embedded database's file.
   *
   * @throws IllegalArgumentException if it is none of them; the message does not repeat the text,
   *     which may hold a password
   */
  public static StoreAddress parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith(MARIADB)) {
      return parse(MYSQL + text.substring(MARIADB.length()));
    }
    if (lower.startsWith(MYSQL)) {
      return mysql(MySqlUrl.parse(MYSQL + text.substring(MYSQL.length())));
    }
    if (lower.startsWith(H2)) {
      return h2(H2Url.parse(text), null);
    }
    if (lower.startsWith("jdbc:") || text.contains("://")) {
      throw new IllegalArgumentException(
          "Not the address of a database for predictions: expected"
              + " jdbc:mysql://HOST[:PORT]/DATABASE, or the path of a file for an embedded"
              + " database");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "The database's address is empty: expected jdbc:mysql://HOST[:PORT]/DATABASE, or the"
              + " path of a file for an embedded database");
    }
    return embedded(Path.of(text));
  }

  /**
   * An embedded H2 database in one file.
   *
   * @param file where it is or will be; its name ends in {@code .mv.db}, which may be left out
   * @throws IllegalArgumentException if the path holds a semicolon, which ends a path in H2
   */
  public static StoreAddress embedded(Path file) {
    String path = file.toAbsolutePath().normalize().toString();
    if (path.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          "An embedded database's path cannot hold a semicolon: " + path);
    }
    String base =
        path.endsWith(H2_FILE_SUFFIX)
            ? path.substring(0, path.length() - H2_FILE_SUFFIX.length())
            : path;
    return h2(H2Url.ofFile(base, base + H2_FILE_SUFFIX), file);
  }

  private static StoreAddress mysql(MySqlUrl url) {
    return new StoreAddress(
        url.address(), url.properties(), url.user(), url.password(), url.address(), null);
  }

  private static StoreAddress h2(H2Url url, @Nullable Path named) {
    return new StoreAddress(url.url(), Map.of(), url.user(), url.password(), url.shown(), named);
  }

  /** The same database with this user and password, instead of those of the URL. */
  public StoreAddress withCredentials(String newUser, String newPassword) {
    return new StoreAddress(
        url, properties, Optional.of(newUser), Optional.of(newPassword), shown, named);
  }

  /** Whether it is a server, which needs a user and a password, and one of them is missing. */
  public boolean needsCredentials() {
    return !isH2() && (user.isEmpty() || password.isEmpty());
  }

  /** The file of an embedded database, if it is in one. */
  public Optional<Path> file() {
    return named == null ? H2Url.file(shown) : Optional.of(Path.of(shown));
  }

  /**
   * @throws IllegalArgumentException if this was named by the path of a folder
   */
  void requireNoFolder() {
    if (named != null && Files.isDirectory(named)) {
      throw new IllegalArgumentException(
          named + " is a folder: expected the path of a file for an embedded database");
    }
  }

  /** Whether the text that was parsed held a password. */
  public boolean hasPassword() {
    return password.isPresent();
  }

  /** The user's name, if known. */
  public Optional<String> user() {
    return user;
  }

  boolean isH2() {
    return url.startsWith(H2);
  }

  String url() {
    return url;
  }

  Properties connectionProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("user", user.orElse(""));
    all.setProperty("password", password.orElse(""));
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreAddress that
        && url.equals(that.url)
        && properties.equals(that.properties)
        && user.equals(that.user)
        && password.equals(that.password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, user);
  }

  @Override
  public String toString() {
    return shown;
  }
}
