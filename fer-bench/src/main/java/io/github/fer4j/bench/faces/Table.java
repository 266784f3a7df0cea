package io.github.fer4j.bench.faces;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Rows of one kind: printed as they come, or collected for JSON.
 *
 * @param <R> what a row shows
 */
final class Table<R> {
  /**
   * A column.
   *
   * @param key its name in JSON
   * @param title its name for people
   * @param format of a value, for people
   * @param value of a row: a text, an integer or a floating-point number
   */
  record Column<R>(
      String key, String title, String format, java.util.function.Function<R, Object> value) {}

  private static final int WIDTH = 12;
  private static final int NAME_WIDTH = 24;

  private final String key;
  private final List<Column<R>> columns;
  private final PrintWriter out;
  private final ObjectNode json;
  private boolean begun;

  /**
   * @param json where rows are collected; {@code null} to print them
   */
  Table(String key, List<Column<R>> columns, PrintWriter out, ObjectNode json) {
    this.key = key;
    this.columns = columns;
    this.out = out;
    this.json = json;
  }

  void add(R row) {
    if (json != null) {
      ObjectNode node = json.withArray(key).addObject();
      columns.forEach(column -> node.putPOJO(column.key(), column.value().apply(row)));
      return;
    }
    if (!begun) {
      begun = true;
      printLine(columns.stream().map(Column::title).toList());
    }
    printLine(
        columns.stream()
            .map(column -> String.format(Locale.ROOT, column.format(), column.value().apply(row)))
            .toList());
  }

  private void printLine(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(
          String.format(i == 0 ? "%-" + NAME_WIDTH + "s" : "%" + WIDTH + "s", cells.get(i)));
    }
    out.println(line.toString().stripTrailing());
    out.flush();
  }
}
