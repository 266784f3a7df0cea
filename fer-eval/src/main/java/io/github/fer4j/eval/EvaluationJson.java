package io.github.fer4j.eval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/** An {@link Evaluation} as JSON; absent figures are null. */
public final class EvaluationJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EvaluationJson() {}

  /**
   * {@code {"examples": n, "emotions": {...}, "states_by_top_class": {...}, "states_by_sum":
   * {...}}}, each part with its metrics by key, its classes and its confusion matrix.
   */
  public static ObjectNode of(Evaluation evaluation) {
    ObjectNode node = NODES.objectNode();
    node.put("examples", evaluation.examples());
    node.set("emotions", part(evaluation.emotions()));
    node.set("states_by_top_class", part(evaluation.statesByTopClass()));
    node.set("states_by_sum", part(evaluation.statesBySum()));
    return node;
  }

  private static ObjectNode part(MetricSums tally) {
    ObjectNode part = NODES.objectNode();
    ObjectNode metrics = part.putObject("metrics");
    Evaluation.metricsOf(tally).forEach((metric, value) -> put(metrics, metric.key(), value));
    ArrayNode classes = part.putArray("classes");
    tally.matrix().perClass().forEach(row -> classes.add(classNode(row)));
    ArrayNode confusion = part.putArray("confusion");
    for (int truth = 0; truth < tally.matrix().classes(); truth++) {
      ArrayNode counts = confusion.addArray();
      for (int decision = 0; decision < tally.matrix().classes(); decision++) {
        counts.add(tally.matrix().count(truth, decision));
      }
    }
    return part;
  }

  private static ObjectNode classNode(ClassMetrics row) {
    ObjectNode node = NODES.objectNode();
    node.put("label", row.label());
    put(node, "precision", row.precision());
    put(node, "recall", row.recall());
    put(node, "f1", row.f1());
    node.put("support", row.support());
    return node;
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }
}
