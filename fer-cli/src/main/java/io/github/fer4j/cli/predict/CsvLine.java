package io.github.fer4j.cli.predict;

import io.github.fer4j.core.CsvCell;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180); what holds a comma, quote or line break is quoted. A
 * text that a spreadsheet would take for a formula (it begins with {@code = + - @}, a tab or a
 * carriage return, and is not a number) gets an apostrophe before it.
 */
public final class CsvLine {
  /** The line with its line end. */
  public String of(List<String> values) {
    return values.stream()
        .map(CsvCell::harmless)
        .map(CsvLine::quoted)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
