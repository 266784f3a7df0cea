package io.github.fer4j.train.network;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Networks as YAML or JSON: every layer with all that it has, and for the reader the counts. */
final class NetworkFile {
  /** What a file may leave out, by the type of the layer. */
  private static final Map<String, Map<String, Object>> DEFAULTS =
      Map.of(
          "convolution", Map.of("bias", true, "l2", 0.0),
          "batch-norm", Map.of("decay", 0.9, "epsilon", 1e-5),
          "dense", Map.of("l2", 0.0),
          "residual", Map.of("skip", "identity"));

  private static final String PARAMETERS = "parameters";
  private static final String MULTIPLY_ADDS = "multiply-adds";
  private static final int MAX_BYTES = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  // YAML is a superset of JSON.
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private NetworkFile() {}

  static Network read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(MAX_BYTES + 1);
      if (text.length > MAX_BYTES) {
        throw malformed(file.toString(), "", "at most 1 MiB", "more", null);
      }
      return of(YAML.readTree(text), file.toString());
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
      throw malformed(file.toString(), line, "YAML or JSON", e.getOriginalMessage(), e);
    }
  }

  static Network of(JsonNode tree, String source) {
    if (!(tree instanceof ObjectNode)) {
      throw malformed(source, "", "a network: name, mean, deviation, layers", "" + tree, null);
    }
    ObjectNode network = tree.deepCopy();
    network.remove(PARAMETERS);
    network.remove(MULTIPLY_ADDS);
    if (!network.has("heads")) {
      network.putArray("heads").add(JSON.<ObjectNode>valueToTree(Head.label()));
    }
    addDefaults(network.path("layers"));
    try {
      return JSON.treeToValue(network, Network.class);
    } catch (ValueInstantiationException e) {
      String found = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
      throw malformed(source, place(e), "a valid network", found, e);
    } catch (JsonMappingException e) {
      throw malformed(source, place(e), "a layer as docs/networks.md has it", plain(e), e);
    } catch (JacksonException e) {
      throw malformed(source, "", "a network", e.getOriginalMessage(), e);
    }
  }

  private static void addDefaults(JsonNode layers) {
    for (JsonNode layer : layers) {
      if (layer instanceof ObjectNode object) {
        DEFAULTS
            .getOrDefault(object.path("type").asText(), Map.of())
            .forEach((name, value) -> object.putIfAbsent(name, JSON.valueToTree(value)));
        addDefaults(object.path("layers"));
      }
    }
  }

  /** All of it, readable again by {@link #of}. */
  static ObjectNode toTree(Network network) {
    ObjectNode tree = JSON.createObjectNode();
    ObjectNode record = JSON.valueToTree(network);
    tree.set("name", record.get("name"));
    tree.put(PARAMETERS, network.parameters());
    tree.put(MULTIPLY_ADDS, network.multiplyAdds(FaceImage.SIDE));
    tree.setAll(record);
    return tree;
  }

  static ModelCard.Architecture forCard(Network network) {
    List<Map<String, Object>> layers =
        JSON.convertValue(toTree(network).get("layers"), new TypeReference<>() {});
    return new ModelCard.Architecture(
        network.parameters(), network.multiplyAdds(FaceImage.SIDE), layers);
  }

  static Network ofCard(ModelCard card, double mean, double deviation) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("name", card.name()).put("mean", mean).put("deviation", deviation);
    tree.set("layers", JSON.valueToTree(card.architecture().layers()));
    List<Head> heads =
        card.outputs().keySet().stream().map(name -> new Head(name, card.labels().size())).toList();
    tree.set("heads", JSON.valueToTree(heads));
    return of(tree, "the card of model '" + card.name() + "'");
  }

  /** What Jackson says, without what is of use to its own developers. */
  private static String plain(JsonMappingException e) {
    return e.getOriginalMessage()
        .replaceFirst("(?s) \\((but|for POJO|class ).*|; `Deser.*", "")
        .replace("io.github.fer4j.train.network.", "");
  }

  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + (step.getIndex() + 1) : step.getFieldName())
        .collect(Collectors.joining(" "));
  }

  private static MalformedNetworkException malformed(
      String source, String place, String expected, String found, @Nullable Exception cause) {
    MalformedNetworkException malformed =
        new MalformedNetworkException(
            source, place, expected, found, "Compare it with the network of a run's config.json.");
    malformed.initCause(cause);
    return malformed;
  }
}
