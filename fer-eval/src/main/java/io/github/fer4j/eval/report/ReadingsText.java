package io.github.fer4j.eval.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.eval.Evaluation;
import io.github.fer4j.eval.EvaluationJson;
import java.util.List;
import java.util.Locale;

/** Readings against truths as plain text for a terminal, and as JSON. */
public final class ReadingsText {
  private static final String ROW = "%-9s%-9s%-25s%7s%10s%10s%10s\n";

  private ReadingsText() {}

  /** Lines of text of at most 80 columns, each ended by a line feed. */
  public static String of(List<ReadingScores> scores) {
    StringBuilder out = new StringBuilder();
    out.append(row("Reading", "against", "where", "faces", "accuracy", "log loss", "states"));
    for (ReadingScores each : scores) {
      Evaluation evaluation = Evaluation.of(each.scores());
      out.append(
          row(
              each.reading(),
              each.truth().title(),
              each.truth().agreement().title(),
              Integer.toString(evaluation.examples()),
              number(evaluation.accuracy()),
              number(evaluation.logLoss()),
              number(evaluation.stateAccuracy())));
    }
    return out.toString();
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** A node for each, with the reading, the truth, the agreement, and all figures. */
  public static ArrayNode json(List<ReadingScores> scores) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (ReadingScores each : scores) {
      ObjectNode node = all.addObject();
      node.put("reading", each.reading());
      node.put("truth", each.truth().name());
      node.put("agreement", each.truth().agreement().key());
      node.setAll(EvaluationJson.of(Evaluation.of(each.scores())));
    }
    return all;
  }
}
