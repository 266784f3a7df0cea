package io.github.fer4j.core;

import java.util.regex.Pattern;

/** Cells of comma-separated values that a spreadsheet takes for text. */
public final class CsvCell {
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r]");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

  private CsvCell() {}

  /**
   * The text, with an apostrophe before it where a spreadsheet would take it for a formula and run
   * it: it begins with {@code = + - @}, a tab or a carriage return, and is not a number.
   */
  public static String harmless(String text) {
    return FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
