package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamStepsTest {
  /** 2^24 + 1 is the first whole number that a float cannot hold. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 24) + 1, (1L << 40) + 12_345})
  void aNumberOfStepsIsKeptExactly(long steps) {
    assertThat(AdamRule.number(AdamRule.digits(steps))).isEqualTo(steps);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1 << 20, (1 << 24) - 1})
  void aStateOfTheFirstReleasesIsRead(long steps) {
    assertThat(AdamRule.number(new float[] {steps})).isEqualTo(steps);
  }
}
