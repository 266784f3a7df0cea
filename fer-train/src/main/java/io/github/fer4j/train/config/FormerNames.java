package io.github.fer4j.train.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Brings the names of settings up to date, and refuses those that no setting ever had. */
final class FormerNames {
  /** Values that were renamed, by setting. */
  private static final Map<String, Map<String, String>> VALUES =
      Map.of("preset", Map.of("seed", "baseline"), "network", Map.of("seed", "baseline"));

  private FormerNames() {}

  /**
   * The same settings under the names that they have today, in the same order.
   *
   * @param source where they come from, for messages
   * @param notices is given a line for each former name
   * @throws IllegalArgumentException at an unknown name, with the one that was probably meant, or
   *     at a setting that is given under both its names
   */
  static ObjectNode update(ObjectNode tree, String source, Consumer<String> notices) {
    ObjectNode updated = tree.objectNode();
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String name = currentName(entry.getKey(), source);
      String given = entry.getValue().asText();
      String value = VALUES.getOrDefault(name, Map.of()).get(given);
      if (!name.equals(entry.getKey())) {
        notices.accept(renamed(source, "setting " + entry.getKey(), name));
      }
      if (value != null) {
        notices.accept(renamed(source, name + " " + given, value));
      }
      JsonNode before =
          updated.replace(name, value == null ? entry.getValue() : tree.textNode(value));
      if (before != null) {
        throw new IllegalArgumentException(
            source + ": setting " + name + " is given twice, also under its former name");
      }
    }
    return updated;
  }

  private static String renamed(String source, String former, String current) {
    return source
        + ": "
        + former
        + " is now called "
        + current
        + "; the former name works in this release only";
  }

  private static String currentName(String name, String source) {
    return Setting.all().stream()
        .filter(s -> s.name().equals(name) || s.formerNames().contains(name))
        .findFirst()
        .map(Setting::name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    source
                        + ": unknown setting '"
                        + name
                        + "'; did you mean "
                        + nearest(name)
                        + "?"));
  }

  private static String nearest(String name) {
    List<String> known = Setting.all().stream().map(Setting::name).toList();
    return known.stream()
        .min(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
        .orElseThrow();
  }
}
