package io.github.fer4j.train.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The presets in this package's resources: {@code slim.yaml}, and what differs from it. */
final class Presets {
  /** The quickest first. */
  static final List<String> NAMES = List.of("quick", "slim", "full", "baseline");

  private Presets() {}

  /**
   * The settings of a preset, by their flat names; those with their neutral value may be absent.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  static ObjectNode tree(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "Unknown preset '" + name + "'; there are " + String.join(", ", NAMES));
    }
    ObjectNode own = resource(name);
    if (own.remove("preset") == null) {
      return own;
    }
    return resource(TrainingConfig.DEFAULT_PRESET).setAll(own);
  }

  private static ObjectNode resource(String name) {
    String file = name + ".yaml";
    try (InputStream in = Presets.class.getResourceAsStream(file)) {
      return ConfigReader.parse(in.readAllBytes(), file);
    } catch (IOException e) {
      throw new UncheckedIOException("Preset " + file + " in the jar", e);
    }
  }
}
