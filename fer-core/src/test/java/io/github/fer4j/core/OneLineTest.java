package io.github.fer4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void controlsOfBothSetsLineEndsAndDirectionsBecomeBlanks() {
    assertThat(OneLine.of("a\nb\r\nc\u001b[31md\u0085e\u009bf\u2028g\u202eh\u2066i\u200fj"))
        .isEqualTo("a b c [31md e f g h i j");
  }

  @Test
  void otherTextStaysAsItIs() {
    String text = "ñandú, 日本語, עברית, 😀 – 17 % 'quoted'";

    assertThat(OneLine.of(text)).isEqualTo(text);
    assertThat(OneLine.of(null)).isEmpty();
  }
}
