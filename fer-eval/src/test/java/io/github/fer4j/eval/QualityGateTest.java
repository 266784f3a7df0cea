package io.github.fer4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityGateTest {
  /** Two of four right over five classes; three of four over two states. */
  private static final Evaluation EVALUATION =
      Evaluation.of(SyntheticScores.decided(new int[] {0, 2, 3, 1}, 0, 2, 2, 0));

  @Test
  void whatIsReachedIsNotAShortfall() {
    assertThat(
            new QualityGate(Map.of("accuracy", 0.5, "state_accuracy", 0.75)).shortfalls(EVALUATION))
        .isEmpty();
  }

  @Test
  void whatFallsShortIsNamedWithItsValueAndBound() {
    Map<String, Double> bounds = new LinkedHashMap<>();
    bounds.put("accuracy", 0.51);
    bounds.put("state_accuracy", 0.76);
    assertThat(new QualityGate(bounds).shortfalls(EVALUATION))
        .containsExactly("accuracy is 0.5000, under 0.51", "state_accuracy is 0.7500, under 0.76");
  }

  @Test
  void lossesFallShortWhereTheyAreGreater() {
    double loss = EVALUATION.logLoss();
    assertThat(new QualityGate(Map.of("log_loss", loss)).shortfalls(EVALUATION)).isEmpty();
    assertThat(new QualityGate(Map.of("log_loss", loss - 0.1)).shortfalls(EVALUATION))
        .hasSize(1)
        .allMatch(sentence -> sentence.contains("over"));
  }

  @Test
  void undefinedFiguresFallShort() {
    Evaluation oneClass = Evaluation.of(SyntheticScores.decided(new int[] {2}, 2));
    assertThat(new QualityGate(Map.of("mcc", 0.1)).shortfalls(oneClass))
        .containsExactly("mcc is undefined for these faces, and should reach 0.1");
  }

  @Test
  void unknownFiguresAreRefusedWithAllThatThereAre() {
    assertThatThrownBy(() -> new QualityGate(Map.of("acuracy", 0.5)))
        .hasMessageContaining("acuracy")
        .hasMessageContaining("balanced_accuracy");
    assertThatThrownBy(() -> new QualityGate(Map.of("accuracy", Double.NaN)))
        .hasMessageContaining("NaN");
  }
}
