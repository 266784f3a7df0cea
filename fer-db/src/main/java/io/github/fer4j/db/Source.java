package io.github.fer4j.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * Where a face was record.
 *
 * @param kind what kind of thing it was
 * @param path absolute path of a file, {@code camera:N}, or the address of a stream; 1 to 4,096
 *     characters
 */
public record Source(SourceKind kind, String path) {

  /** The longest path, in characters (Unicode code points). */
  public static final int MAX_PATH_LENGTH = 4096;

  /**
   * @throws IllegalArgumentException if the path is empty, too long, or holds half a surrogate
   *     pair, which no database can store
   */
  public Source {
    Objects.requireNonNull(kind, "kind");
    int length = path.codePointCount(0, path.length());
    if (length == 0 || length > MAX_PATH_LENGTH) {
      throw new IllegalArgumentException(
          "A source's path has 1 to " + MAX_PATH_LENGTH + " characters, not " + length);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
      throw new IllegalArgumentException(
          "A source's path is not valid Unicode, it holds half a surrogate pair: " + path);
    }
  }

  /** A picture file, by its absolute path without {@code .} and {@code ..}. */
  public static Source photo(Path file) {
    return new Source(SourceKind.PHOTO, absolute(file));
  }

  /** A video file, by its absolute path without {@code .} and {@code ..}. */
  public static Source video(Path file) {
    return new Source(SourceKind.VIDEO, absolute(file));
  }

  /** A camera of this machine, {@code camera:0} for the first. */
  public static Source camera(int number) {
    return new Source(SourceKind.CAMERA, "camera:" + number);
  }

  /** A stream such as {@code rtsp://host/path}. A user and password in the address are left out. */
  public static Source stream(String address) {
    return new Source(
        SourceKind.STREAM, address.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", "$1"));
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  /** SHA-256 of a text in UTF-8, 32 bytes: what the database finds a path by. */
  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
