package io.github.fer4j.infer.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The models that {@code models.properties} names. */
final class Catalogue {
  private static final String RESOURCE = "models.properties";

  private Catalogue() {}

  static List<ZooModel> read() {
    Properties entries = new Properties();
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      entries.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
    return Stream.of(entries.getProperty("models").split(","))
        .map(name -> model(name.strip(), entries))
        .toList();
  }

  private static ZooModel model(String name, Properties entries) {
    return new ZooModel(
        name,
        entry(name, "file", entries),
        entry(name, "purpose", entries),
        URI.create(entry(name, "source", entries)),
        Integer.parseInt(entry(name, "size", entries)),
        entry(name, "sha256", entries),
        entry(name, "licence", entries),
        entry(name, "copyright", entries));
  }

  private static String entry(String name, String field, Properties entries) {
    String value = entries.getProperty(name + "." + field);
    if (value == null) {
      throw new IllegalStateException(RESOURCE + " has no " + name + "." + field);
    }
    return value.strip();
  }
}
