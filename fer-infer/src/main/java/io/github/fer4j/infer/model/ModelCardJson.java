package io.github.fer4j.infer.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Split;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Model cards as JSON. Reading is strict: every field of {@link ModelCard} must be there, of its
 * own type and not null unless the record says so, and nothing else may be there.
 */
public final class ModelCardJson {
  private static final String ADVICE =
      "Take the card that was written with the model, or export the model again.";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, ModelCardJson::refuseNumbers)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .withConfigOverride(Split.class, ModelCardJson::allowNull)
          .build();

  private ModelCardJson() {}

  private static void refuseNumbers(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  /** Provenance.chosenOn is the one field that may be null; the record says when. */
  private static void allowNull(MutableConfigOverride split) {
    split.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
  }

  /** The card as indented JSON with a line end, its fields in the order of {@link ModelCard}. */
  public static String write(ModelCard card) {
    try {
      return MAPPER.writeValueAsString(card) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A model card has only text and numbers", e);
    }
  }

  /**
   * Reads what {@link #write} wrote, in this version or an earlier one.
   *
   * @param json the text
   * @param resource name of the file, for messages
   * @throws MalformedModelException if it is no model card of format version 1 or 2
   */
  public static ModelCard read(String json, String resource) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      requireFormatVersion(tree, resource);
      if (tree instanceof ObjectNode card) {
        upgrade(card);
      }
      requireFields(tree, ModelCard.class, "", resource);
      requireFields(tree.path("input"), ModelCard.Input.class, "input.", resource);
      requireFields(
          tree.path("architecture"), ModelCard.Architecture.class, "architecture.", resource);
      requireFields(tree.path("provenance"), ModelCard.Provenance.class, "provenance.", resource);
      return MAPPER.treeToValue(tree, ModelCard.class);
    } catch (JsonProcessingException e) {
      throw malformed(e, resource);
    }
  }

  // What version 2 added has one value in all models of version 1, or is not known of them.
  private static void upgrade(ObjectNode card) {
    boolean first = card.path("formatVersion").intValue() == 1;
    if (first && !card.has("outputs")) {
      card.put("formatVersion", ModelCard.FORMAT_VERSION);
      card.set("outputs", MAPPER.valueToTree(ModelCard.SINGLE_OUTPUT));
    }
    card.putIfAbsent("architecture", MAPPER.valueToTree(ModelCard.Architecture.UNKNOWN));
    if (card.path("provenance") instanceof ObjectNode provenance) {
      provenance.putIfAbsent("trainedOn", MAPPER.valueToTree(List.of(Split.TRAINING)));
    }
  }

  // Before the fields: a card of a later version may have others.
  private static void requireFormatVersion(JsonNode tree, String resource) {
    JsonNode version = tree.path("formatVersion");
    boolean known =
        version.isInt()
            && version.intValue() >= 1
            && version.intValue() <= ModelCard.FORMAT_VERSION;
    if (!known) {
      throw new MalformedModelException(
          resource,
          "field formatVersion",
          "a model card of format version 1 to " + ModelCard.FORMAT_VERSION,
          version.isMissingNode() ? "none" : version.toString(),
          "A later version of fer4j may read it; otherwise export the model again.");
    }
  }

  private static void requireFields(
      JsonNode node, Class<? extends Record> type, String prefix, String resource) {
    Set<String> missing = new LinkedHashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      missing.add(component.getName());
    }
    for (Iterator<String> present = node.fieldNames(); present.hasNext(); ) {
      String name = present.next();
      if (!missing.remove(name)) {
        throw new MalformedModelException(
            resource, "field " + prefix + name, "no such field", "one that no card has", ADVICE);
      }
    }
    for (String name : missing) {
      throw new MalformedModelException(
          resource, "field " + prefix + name, "this field", "none", ADVICE);
    }
  }

  private static MalformedModelException malformed(JsonProcessingException e, String resource) {
    if (e instanceof ValueInstantiationException invalid && invalid.getCause() != null) {
      return new MalformedModelException(
          resource, place(invalid), "a valid model card", invalid.getCause().getMessage(), ADVICE);
    }
    if (e instanceof JsonMappingException mapping) {
      // The parser's own sentence names classes of this library; its place is what helps.
      return new MalformedModelException(
          resource, place(mapping), "a model card's field", found(mapping), ADVICE);
    }
    String place =
        e.getLocation() == null
            ? ""
            : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    return new MalformedModelException(resource, place, "JSON", e.getOriginalMessage(), ADVICE);
  }

  private static String found(JsonMappingException e) {
    return e instanceof InvalidFormatException invalid && invalid.getValue() instanceof String
        ? "'" + invalid.getValue() + "'"
        : "another value";
  }

  private static String place(JsonMappingException e) {
    return e.getPath().isEmpty()
        ? ""
        : e.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining(".", "field ", ""));
  }
}
