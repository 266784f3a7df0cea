package io.github.fer4j.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static Schedule of(String... settings) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    try {
      return new Schedule(Recipes.resolve(Optional.empty(), map));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void cosineRisesToItsTopAtTheEndOfTheWarmUpAndFallsToZero() {
    Schedule schedule = of("schedule", "cosine", "learning-rate", "0.2", "warmup", "0.25");
    assertThat(schedule.rate(0, 100, List.of())).isCloseTo(0.2 / 25, within(1e-12));
    assertThat(schedule.rate(11, 100, List.of())).isCloseTo(0.2 * 12 / 25, within(1e-12));
    assertThat(schedule.rate(24, 100, List.of())).isCloseTo(0.2, within(1e-12));
    // Half way down: 37.5 of the remaining 75 steps.
    assertThat(schedule.rate(61, 100, List.of())).isCloseTo(0.1, within(0.005));
    assertThat(schedule.rate(99, 100, List.of())).isCloseTo(0, within(1e-12));
  }

  @Test
  void cosineWithoutWarmUpStartsAtItsTop() {
    assertThat(
            of("schedule", "cosine", "learning-rate", "0.2", "warmup", "0")
                .rate(0, 1_000_000, List.of()))
        .isCloseTo(0.2, within(1e-9));
  }

  @Test
  void plateauHalvesTheRateEachTimeItsPatienceIsSpent() {
    Schedule schedule =
        of(
            "schedule",
            "plateau",
            "learning-rate",
            "0.08",
            "plateau-factor",
            "0.5",
            "plateau-patience",
            "3");
    assertThat(schedule.rate(0, 1, List.of(1.0, 0.9, 0.9, 0.95))).isEqualTo(0.08);
    assertThat(schedule.rate(0, 1, List.of(1.0, 0.9, 0.9, 0.95, 0.91))).isEqualTo(0.04);
    assertThat(schedule.rate(0, 1, List.of(1.0, 0.9, 0.9, 0.95, 0.91, 0.8, 0.8, 0.8)))
        .isEqualTo(0.04);
    assertThat(schedule.rate(0, 1, List.of(1.0, 0.9, 0.9, 0.95, 0.91, 0.8, 0.8, 0.8, 0.8)))
        .isEqualTo(0.02);
  }

  @Test
  void anImprovementTooSmallToCountDoesNotResetThePlateau() {
    Schedule schedule = of("schedule", "plateau", "learning-rate", "1", "plateau-patience", "2");
    assertThat(schedule.rate(0, 1, List.of(1.0, 0.99995, 0.9999))).isEqualTo(0.5);
  }

  @Test
  void earlyStopCountsEpochsSinceTheBest() {
    Schedule schedule = of("early-stop-patience", "2");
    assertThat(schedule.stopsEarly(List.of(1.0, 1.1))).isFalse();
    assertThat(schedule.stopsEarly(List.of(1.0, 1.1, 1.2))).isTrue();
    assertThat(schedule.stopsEarly(List.of(1.0, 1.1, 0.9, 1.2))).isFalse();
    assertThat(of("early-stop-patience", "0").stopsEarly(Collections.nCopies(500, 1.0))).isFalse();
  }
}
