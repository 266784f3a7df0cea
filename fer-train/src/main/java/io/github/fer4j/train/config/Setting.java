package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.fer4j.core.internal.SettingInfo;
import io.github.fer4j.train.network.Network;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One setting of a {@link TrainingConfig} as help texts and messages show it.
 *
 * @param name in kebab case, as files and the command line write it
 * @param type what it takes: a Java class of number, boolean, enum or text
 * @param description a line
 * @param neutral the value of a run that is older than this setting, as text; empty where the
 *     setting has been there from the start
 * @param formerNames names that are still read
 */
public record Setting(
    String name,
    Class<?> type,
    String description,
    Optional<String> neutral,
    List<String> formerNames) {

  private static final List<Setting> ALL =
      Stream.of(TrainingConfig.class.getRecordComponents())
          .flatMap(
              component ->
                  isGroup(component)
                      ? Stream.of(component.getType().getRecordComponents())
                      : Stream.of(component))
          .filter(component -> component.isAnnotationPresent(SettingInfo.class))
          .map(Setting::of)
          .toList();

  /** All settings, in the order in which they are written. */
  public static List<Setting> all() {
    return ALL;
  }

  private static Setting of(RecordComponent component) {
    SettingInfo info = component.getAnnotation(SettingInfo.class);
    return new Setting(
        nameOf(component),
        component.getType(),
        info.value(),
        Optional.of(info.neutral()).filter(value -> !value.equals(SettingInfo.NONE)),
        List.of(info.formerly()));
  }

  /** Whether a component of the configuration is itself a record of settings. */
  static boolean isGroup(RecordComponent component) {
    return component.getType().isRecord()
        && component.getType() != Network.class
        && !component.isAnnotationPresent(SettingInfo.class);
  }

  static String nameOf(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property != null
        ? property.value()
        : PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(component.getName());
  }

  /** What a setting of this name takes, in words. */
  static String takes(String name) {
    Class<?> type = ALL.stream().filter(s -> s.name.equals(name)).findFirst().orElseThrow().type();
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

  /** Whether YAML's 48 is the text "48" here. */
  boolean isText() {
    return type == String.class || type == ImageSizes.class;
  }
}
