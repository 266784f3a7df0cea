package io.github.fer4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {
  private final StringWriter terminal = new StringWriter();
  private final PrintWriter out = new PrintWriter(new TerminalWriter(terminal), true);

  @Test
  void whatSteersATerminalBecomesABlank() {
    out.print("a\u001b[2Jb\u009b31mc\u202ed\u0007e\rf");

    assertThat(terminal).hasToString("a [2Jb 31mc d e f");
  }

  @Test
  void linesTabsAndLinesDrawnOverStay() {
    out.print(Terminal.CLEAR_LINE + "17 pictures");
    out.write("\r\n");
    out.printf("name\t%s%n", "grün 日本 😀");

    assertThat(terminal)
        .hasToString("\r\u001b[K17 pictures\r\nname\tgrün 日本 😀" + System.lineSeparator());
  }

  @Test
  void charactersWrittenOneByOneAreLookedAtToo() {
    out.write(0x1B);
    out.append('x').append('\n');
    out.write(new char[] {'y', '\u0085', 'z'});

    assertThat(terminal).hasToString(" x\ny z");
  }
}
