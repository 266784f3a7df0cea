package io.github.fer4j.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.OneLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLineTest {

  @Test
  void textsThatASpreadsheetWouldRunGetAnApostropheAndNumbersStayNumbers() {
    assertThat(
            new CsvLine()
                .of(List.of("=1+1", "+cmd", "-x.png", "@a", "\tb", "-3", "+1.5e-3", "a=b")))
        .isEqualTo("'=1+1,'+cmd,'-x.png,'@a,'\tb,-3,+1.5e-3,a=b\r\n");
    assertThat(new CsvLine().of(List.of("=a,\"b\""))).isEqualTo("\"'=a,\"\"b\"\"\"\r\n");
  }

  @Test
  void nothingThatSteersATerminalIsShown() {
    assertThat(OneLine.of("a\u001B[2Jb\u009B31mc\u202Egnp.d\u2066e\r\nf \u00F1\uD83D\uDE00"))
        .isEqualTo("a [2Jb 31mc gnp.d e f \u00F1\uD83D\uDE00");
  }
}
