package io.github.fer4j.bench.predict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints figures as they come, or all as JSON at the end. */
public final class FigureReport {
  private final PrintWriter out;
  private final boolean json;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  public FigureReport(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Adds figures in this order. */
  public void addAll(List<Figure> figures) {
    for (Figure figure : figures) {
      root.put(figure.key(), figure.value());
      if (!json) {
        out.printf(Locale.ROOT, "%-58s %10.2f %s%n", figure.label(), figure.value(), figure.unit());
      }
    }
    out.flush();
  }

  /** Prints the JSON, if that was asked for. */
  public void end() {
    if (json) {
      out.println(root.toPrettyString());
      out.flush();
    }
  }
}
