package io.github.fer4j.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of fer4j, as its build wrote it down. */
public final class LibraryVersion {
  private LibraryVersion() {}

  /** Such as {@code 0.1.0}, or {@code 0.1.0-SNAPSHOT} before a release. */
  public static String current() {
    try (InputStream file = LibraryVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
