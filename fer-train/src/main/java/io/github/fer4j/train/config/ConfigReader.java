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
import io.github.fer4j.core.OneLine;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Vgg;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Between a {@link TrainingConfig}, whose records are nested, and the flat settings of files. */
final class ConfigReader {
  private static final String FORMAT = "format";
  private static final String ARCHITECTURE = "architecture";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  // YAML is a superset of JSON.
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private ConfigReader() {}

  static ObjectNode empty() {
    return JSON.createObjectNode();
  }

  /** The settings of a file and of the command line; what is wrong with them names the file. */
  static TrainingConfig resolve(Path file, Map<String, String> settings, Consumer<String> notices)
      throws IOException {
    ObjectNode own = read(file);
    try {
      return resolve(own, settings, file.toString(), notices);
    } catch (IllegalArgumentException wrong) {
      String said = String.valueOf(wrong.getMessage());
      if (said.contains(file.toString())) {
        throw wrong;
      }
      String source = settings.isEmpty() ? file.toString() : file + " and the command line";
      throw new IllegalArgumentException(source + ": " + said, wrong);
    }
  }

  static TrainingConfig resolve(
      ObjectNode file, Map<String, String> settings, String source, Consumer<String> notices) {
    ObjectNode own = FormerNames.update(file, source, notices);
    own.setAll(FormerNames.update(toTree(settings), "command line", notices));
    String preset = own.path("preset").asText(TrainingConfig.DEFAULT_PRESET);
    ObjectNode merged = Presets.tree(preset);
    merged.setAll(own);
    merged.put("preset", preset);
    Network architecture = architecture(merged.path("network").asText());
    return bind(merged, architecture, TrainingConfig.FORMAT, source);
  }

  static TrainingConfig with(TrainingConfig config, Map<String, String> settings) {
    ObjectNode merged = toTree(config.toMap());
    merged.setAll(FormerNames.update(toTree(settings), "settings", notice -> {}));
    if (!merged.get("preset").asText().equals(config.preset())) {
      throw new IllegalArgumentException(
          "These settings began with preset "
              + config.preset()
              + ", which cannot be changed to "
              + merged.get("preset").asText()
              + " afterwards; begin with that one");
    }
    String network = merged.path("network").asText();
    Network architecture =
        network.equals(config.network()) ? config.architecture() : architecture(network);
    return bind(merged, architecture, config.format(), "settings");
  }

  static TrainingConfig fromJson(String json, String source) {
    ObjectNode tree = parse(json.getBytes(StandardCharsets.UTF_8), source);
    int format = tree.has(FORMAT) ? tree.get(FORMAT).asInt(0) : 1;
    if (format < 1 || format > TrainingConfig.FORMAT) {
      throw new IllegalArgumentException(
          source
              + ": expected format 1 to "
              + TrainingConfig.FORMAT
              + ", found "
              + tree.get(FORMAT)
              + ". Use the release of fer4j that wrote it, or a later one.");
    }
    tree.remove(FORMAT);
    JsonNode architecture = tree.remove(ARCHITECTURE);
    ObjectNode updated = FormerNames.update(tree, source, notice -> {});
    // Before all layers were kept, the name of a preset said which they are.
    Network network =
        architecture == null
            ? Vgg.preset(updated.path("network").asText())
            : Network.ofTree(architecture, source);
    return bind(updated, network, format, source);
  }

  static String toJson(TrainingConfig config) {
    ObjectNode tree = empty().put(FORMAT, config.format());
    try {
      tree.setAll(flat(config));
      return JSON.writeValueAsString(tree.set(ARCHITECTURE, config.architecture().toTree()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of plain settings is always JSON", e);
    }
  }

  static Map<String, String> toMap(TrainingConfig config) {
    Map<String, String> map = new LinkedHashMap<>();
    flat(config).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  /**
   * Reads a file of settings.
   *
   * @throws IOException if it cannot be read
   */
  static ObjectNode read(Path file) throws IOException {
    return parse(Files.readAllBytes(file), file.toString());
  }

  static ObjectNode parse(byte[] text, String source) {
    try {
      if (YAML.readTree(text) instanceof ObjectNode tree) {
        return tree;
      }
      throw new IllegalArgumentException(source + ": expected lines of the form 'setting: value'");
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          source + ", line " + line + ": expected YAML or JSON, found: " + reason(e), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          source + ": expected YAML or JSON in UTF-8, found other bytes", e);
    }
  }

  /** What the parser says, without its classes and its picture of the line. */
  private static String reason(JacksonException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      return OneLine.of(marked.getProblem());
    }
    String said = String.valueOf(e.getOriginalMessage());
    return said.contains("CharConversionException")
        ? "bytes that are not UTF-8"
        : OneLine.of(said).replaceFirst(", got this instead: <.*", "");
  }

  /** A preset, or the network in a file. */
  private static Network architecture(String network) {
    if (!network.matches(".*\\.(ya?ml|json)")) {
      return Vgg.preset(network);
    }
    try {
      return Network.read(Ranges.path("network", network));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "Setting network: there is no file " + network + "; give a preset or a file of layers",
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Setting network: cannot read the file " + network + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode toTree(Map<String, String> settings) {
    ObjectNode tree = empty();
    settings.forEach(tree::put);
    return tree;
  }

  private static ObjectNode flat(TrainingConfig config) {
    ObjectNode nested = JSON.valueToTree(config);
    ObjectNode flat = empty();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      String name = Setting.nameOf(component);
      if (Setting.isGroup(component)) {
        flat.setAll((ObjectNode) nested.get(name));
      } else if (!name.equals(FORMAT) && !name.equals(ARCHITECTURE)) {
        flat.set(name, nested.get(name));
      }
    }
    return flat;
  }

  private static ObjectNode nested(ObjectNode flat) {
    ObjectNode nested = empty();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      String name = Setting.nameOf(component);
      if (Setting.isGroup(component)) {
        ObjectNode group = nested.putObject(name);
        for (RecordComponent part : component.getType().getRecordComponents()) {
          group.set(Setting.nameOf(part), flat.get(Setting.nameOf(part)));
        }
      } else {
        nested.set(name, flat.get(name));
      }
    }
    return nested;
  }

  private static TrainingConfig bind(
      ObjectNode flat, Network architecture, int format, String source) {
    ObjectNode whole = flat.deepCopy().put(FORMAT, format);
    for (Setting setting : Setting.all()) {
      JsonNode given = whole.get(setting.name());
      if (given == null) {
        whole.put(
            setting.name(),
            setting
                .neutral()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            source + ": setting " + setting.name() + " is missing")));
      } else if (setting.isText() && given.isNumber()) {
        whole.put(setting.name(), given.asText());
      } else if (given.isNull() || given.isContainerNode()) {
        throw wrong(setting.name(), given.toString(), source, null);
      }
    }
    try {
      ObjectNode nested = nested(whole).putPOJO(ARCHITECTURE, architecture);
      return JSON.treeToValue(nested, TrainingConfig.class);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof IllegalArgumentException own) {
        throw own;
      }
      List<JsonMappingException.Reference> path = e.getPath();
      String name = path.get(path.size() - 1).getFieldName();
      throw wrong(name, whole.path(name).asText(), source, e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(source + ": " + e.getOriginalMessage(), e);
    }
  }

  private static IllegalArgumentException wrong(
      String name, String value, String source, @Nullable Exception cause) {
    return new IllegalArgumentException(
        source
            + ": setting "
            + name
            + " cannot be '"
            + OneLine.of(value)
            + "'; it takes "
            + Setting.takes(name),
        cause);
  }
}
