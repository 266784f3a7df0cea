package io.github.fer4j.cli;

import io.github.fer4j.core.OneLine;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a terminal, in which nothing steers it but line ends, tabs and the clearing of a line
 * that is drawn over: names of files and what others wrote may hold anything.
 */
final class TerminalWriter extends FilterWriter {
  /** Goes to the start of the line and clears it. */
  static final String CLEAR_LINE = "\r\u001b[K";

  private static final Pattern KEPT =
      Pattern.compile(Pattern.quote(CLEAR_LINE) + "|\\r\\n|\\n|\\t");

  TerminalWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    String part = text.substring(from, from + length);
    Matcher kept = KEPT.matcher(part);
    int done = 0;
    while (kept.find()) {
      out.write(OneLine.of(part.substring(done, kept.start())));
      out.write(kept.group());
      done = kept.end();
    }
    out.write(OneLine.of(part.substring(done)));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length));
  }

  @Override
  public void write(int character) throws IOException {
    write(String.valueOf((char) character));
  }
}
