package io.github.fer4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.train.config.TrainingConfig;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static Schedule of(String... settings) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return new Schedule(TrainingConfig.preset("slim").with(map));
  }

  @Test
  void cosineRisesToItsTopAtTheEndOfTheWarmUpAndFallsToZero() {
    Schedule schedule = of("schedule", "cosine", "learning-rate", "0.2", "warmup", "0.25");
    assertThat(schedule.rate(0, 99, List.of())).isCloseTo(0.2 / 25, within(1e-12));
    assertThat(schedule.rate(11, 99, List.of())).isCloseTo(0.2 * 12 / 25, within(1e-12));
    assertThat(schedule.rate(24, 99, List.of())).isCloseTo(0.2, within(1e-12));
    // Half way down: 37.5 of the remaining 75 steps.
    assertThat(schedule.rate(61, 99, List.of())).isCloseTo(0.1, within(0.005));
    // One step before zero: (1 - cos(pi / 75)) / 2 of the highest rate.
    assertThat(schedule.rate(98, 99, List.of())).isCloseTo(0.2 * 4.3858e-4, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.2, 1", "1, 1", "0, 2", "0.2, 7", "0.2, 3850"})
  void everyStepOfCosineLearnsTheLastAndTheOnlyOneToo(String warmup, long steps) {
    Schedule schedule = of("schedule", "cosine", "learning-rate", "0.2", "warmup", warmup);
    for (long step = 0; step < steps; step++) {
      assertThat(schedule.rate(step, steps, List.of())).isGreaterThan(0).isLessThanOrEqualTo(0.2);
    }
  }

  /** Figures of the revision that wrote no format, so that its runs resume bit for bit. */
  @Test
  void aRunOfTheFirstFormatKeepsItsRates() {
    String json = TrainingConfig.preset("slim").toJson().replace("\"format\" : 2,", "");
    Schedule schedule = new Schedule(TrainingConfig.fromJson(json, "test"));
    for (int step = 0; step < 100; step++) {
      double progress = (step + 1.0) / 100;
      double cosine =
          progress < 0.2
              ? progress / 0.2
              : (1 + Math.cos(Math.PI * ((progress - 0.2) / (1 - 0.2)))) / 2;
      assertThat(schedule.rate(step, 100, List.of())).isEqualTo(0.1 * cosine);
    }
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
