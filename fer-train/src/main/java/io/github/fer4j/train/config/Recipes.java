package io.github.fer4j.train.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a {@link TrainingConfig} comes from: a preset's recipe, then a file of the user's, then
 * single settings; each overrides the one before, and a name that none knows is refused.
 */
public final class Recipes {
  /** Names of the presets, the quickest first. */
  public static final List<String> PRESETS = List.of("quick", "slim", "full", "seed");

  /** The preset of those who name none. */
  public static final String DEFAULT_PRESET = "slim";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final YAMLMapper YAML = new YAMLMapper();

  private Recipes() {}

  /**
   * Puts a configuration together.
   *
   * @param file a YAML or JSON file of settings, or empty
   * @param settings single settings by name, as text; {@code preset} among them chooses the recipe
   * @throws IllegalArgumentException if a setting is unknown, malformed or out of its range
   * @throws IOException if the file cannot be read
   */
  public static TrainingConfig resolve(Optional<Path> file, Map<String, String> settings)
      throws IOException {
    ObjectNode own = file.isPresent() ? read(file.get()) : JSON.createObjectNode();
    String source = file.map(Path::toString).orElse("command line");
    Setting.requireKnown(own, source);
    settings.forEach(own::put);
    Setting.requireKnown(own, "command line");
    String preset = own.path("preset").asText(DEFAULT_PRESET);
    ObjectNode merged = recipe(preset);
    merged.setAll(own);
    merged.put("preset", preset);
    Setting.makeText(merged);
    return bind(merged, source);
  }

  /** The recipe of a preset. */
  public static TrainingConfig preset(String name) {
    try {
      return resolve(Optional.empty(), Map.of("preset", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All settings as JSON, readable again by {@link #fromJson}. */
  public static String toJson(TrainingConfig config) {
    try {
      return JSON.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of plain settings is always JSON", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote. A setting that is younger than the text has the value of the
   * preset's recipe.
   *
   * @param source what the text comes from, for messages
   */
  public static TrainingConfig fromJson(String json, String source) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(json);
      Setting.requireKnown(tree, source);
      ObjectNode merged = recipe(tree.path("preset").asText(DEFAULT_PRESET));
      merged.setAll(tree);
      return bind(merged, source);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalArgumentException(source + ": this is no configuration in JSON", e);
    }
  }

  /** The settings of a configuration by name, as text, in their order. */
  public static Map<String, String> toMap(TrainingConfig config) {
    Map<String, String> map = new LinkedHashMap<>();
    JSON.<JsonNode>valueToTree(config)
        .properties()
        .forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  private static ObjectNode recipe(String preset) {
    if (!PRESETS.contains(preset)) {
      throw new IllegalArgumentException(
          "Unknown preset '" + preset + "'; there are " + String.join(", ", PRESETS));
    }
    try (InputStream in = Recipes.class.getResourceAsStream(preset + ".yaml")) {
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Recipe " + preset + ".yaml in the jar", e);
    }
  }

  private static ObjectNode read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      // YAML is a superset of JSON.
      if (YAML.readTree(in) instanceof ObjectNode tree) {
        return tree;
      }
      throw new IllegalArgumentException(file + ": expected lines of the form 'setting: value'");
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file
              + ", line "
              + e.getLocation().getLineNr()
              + ": this is neither YAML nor JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static TrainingConfig bind(JsonNode tree, String source) {
    try {
      return JSON.treeToValue(tree, TrainingConfig.class);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof IllegalArgumentException own) {
        throw own;
      }
      String name = e.getPath().isEmpty() ? "" : e.getPath().get(0).getFieldName();
      JsonNode found = tree.path(name);
      throw new IllegalArgumentException(
          source
              + ": setting "
              + name
              + (found.isMissingNode()
                  ? " is missing"
                  : " cannot be '" + found.asText() + "'; it takes " + Setting.takes(name)),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(source + ": " + e.getOriginalMessage(), e);
    }
  }
}
