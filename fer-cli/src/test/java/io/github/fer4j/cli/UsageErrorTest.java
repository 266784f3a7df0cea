package io.github.fer4j.cli;

import static io.github.fer4j.cli.CommandRun.fer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageErrorTest {
  @Test
  void aNameThatNoFileCanHaveIsSaidWithoutWordsOfJava() {
    for (String option : new String[] {"--out", "--model", "--annotate"}) {
      CommandRun run = fer("predict", "a.jpg", option, "a\0\u001b[31mb");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("'a [31mb' cannot be the name of a file here", option)
          .doesNotContain("java", "Exception");
    }
  }

  @Test
  void aSetOfClassesThatDoesNotExistIsRefusedWithThoseThatDo() {
    CommandRun run = fer("predict", "a.jpg", "--classes", "nine");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--classes", "'nine' is not five, seven or eight");
  }
}
