package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One setting of a {@link TrainingConfig} as help texts and messages show it.
 *
 * @param name in kebab case, as files and the command line write it
 * @param type what it takes: a Java class of number, boolean, enum or text
 * @param description a line
 */
public record Setting(String name, Class<?> type, String description) {

  /** All settings, in the order in which they are written. */
  public static List<Setting> all() {
    return Arrays.stream(TrainingConfig.class.getRecordComponents()).map(Setting::of).toList();
  }

  private static Setting of(RecordComponent component) {
    String name =
        PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(component.getName());
    // The annotation's targets do not include record components; the compiler puts it on accessors.
    String description =
        component.getAccessor().getAnnotation(JsonPropertyDescription.class).value();
    return new Setting(name, component.getType(), description);
  }

  /**
   * Refuses names that no setting has.
   *
   * @param source where they come from, for the message
   * @throws IllegalArgumentException at the first of them, with the name that was probably meant
   */
  static void requireKnown(ObjectNode tree, String source) {
    List<String> known = all().stream().map(Setting::name).toList();
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException(
                    source
                        + ": unknown setting '"
                        + name
                        + "'; did you mean "
                        + nearest(name, known)
                        + "?");
              }
            });
  }

  private static String nearest(String name, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
        .orElseThrow();
  }

  /** YAML takes 48 for a number, also where the setting is text. */
  static void makeText(ObjectNode tree) {
    for (Setting setting : all()) {
      boolean isText = setting.type == String.class || setting.type == InputSides.class;
      if (isText && tree.path(setting.name).isNumber()) {
        tree.put(setting.name, tree.get(setting.name).asText());
      }
    }
  }

  /** What a setting of this name takes, in words. */
  static String takes(String name) {
    Class<?> type =
        all().stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow().type();
    if (type.isEnum()) {
      return String.join(
          ", ",
          Arrays.stream(type.getEnumConstants())
              .map(c -> c.toString().toLowerCase(Locale.ROOT))
              .toList());
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    return type == boolean.class ? "true or false" : type == double.class ? "a number" : "text";
  }
}
