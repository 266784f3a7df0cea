package io.github.fer4j.core;

import java.util.regex.Pattern;

/**
 * Text from outside made harmless for terminals, logs and messages: file names, what models and
 * pictures say of themselves, and what servers answer may hold anything.
 */
public final class OneLine {
  /** C0 and C1 controls, line and paragraph separators, and what changes the direction of text. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C]+");

  private OneLine() {}

  /**
   * The text without line ends, other control characters (C0 and C1) and characters that change the
   * direction of text: a blank for each run of them.
   *
   * @param text may be null, as the message of an exception may be
   * @return the text on one line; an empty one for null
   */
  public static String of(String text) {
    return text == null ? "" : UNSAFE.matcher(text).replaceAll(" ");
  }
}
