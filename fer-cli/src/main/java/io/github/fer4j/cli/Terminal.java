package io.github.fer4j.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/** What is known of the place where standard output and standard error are shown. */
public final class Terminal {
  /** Set by the launcher, because {@link System#console} looks at standard input and output. */
  private static final String PROPERTY = "fer.terminal";

  private static final String OUT_PROPERTY = "fer.terminal.out";

  /** Goes to the start of a line that is drawn over, and clears it. */
  public static final String CLEAR_LINE = TerminalWriter.CLEAR_LINE;

  private Terminal() {}

  /** Standard output: as it is into a file or pipe, harmless on a terminal. */
  static PrintWriter out() {
    String told = System.getProperty(OUT_PROPERTY);
    boolean shown = told == null ? System.console() != null : Boolean.parseBoolean(told);
    Writer plain = new OutputStreamWriter(System.out, charset("stdout.encoding"));
    return new PrintWriter(shown ? new TerminalWriter(plain) : plain, true);
  }

  /** Standard error: harmless wherever it goes, as it is for a person to read. */
  static PrintWriter err() {
    Writer plain = new OutputStreamWriter(System.err, charset("stderr.encoding"));
    return new PrintWriter(new TerminalWriter(plain), true);
  }

  // Java 19 and later say it; before, it is the default charset.
  private static Charset charset(String property) {
    String name = System.getProperty(property);
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /** Whether a person's terminal shows standard error, so that lines may be drawn over. */
  public static boolean isShown() {
    return Boolean.getBoolean(PROPERTY);
  }
}
