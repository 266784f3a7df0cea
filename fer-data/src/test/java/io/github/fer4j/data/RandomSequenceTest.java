package io.github.fer4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RandomSequenceTest {
  private static final int DRAWS = 100_000;

  @Test
  void bitsAreThoseOfSplitMix64() {
    RandomSequence random = new RandomSequence(0);
    SplittableRandom reference = new SplittableRandom(0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(random.nextLong()).isEqualTo(reference.nextLong());
    }
  }

  @Test
  void firstNumbersOfNeighbouringSeedsAreEvenlySpread() {
    double[] firsts = new double[DRAWS];
    for (int seed = 0; seed < DRAWS; seed++) {
      firsts[seed] = new RandomSequence(seed).nextDouble();
    }
    assertThat(DoubleStream.of(firsts)).allMatch(value -> value >= 0 && value < 1);
    assertThat(DoubleStream.of(firsts).average().orElseThrow()).isCloseTo(0.5, within(0.005));
    assertThat(DoubleStream.of(firsts).filter(value -> value < 0.1).count())
        .isBetween(DRAWS / 10 - 500L, DRAWS / 10 + 500L);
  }

  @Test
  void gaussianHasMean0AndDeviation1() {
    RandomSequence random = new RandomSequence(3);
    double[] draws = DoubleStream.generate(random::nextGaussian).limit(DRAWS).toArray();

    assertThat(DoubleStream.of(draws).average().orElseThrow()).isCloseTo(0, within(0.02));
    assertThat(DoubleStream.of(draws).map(value -> value * value).average().orElseThrow())
        .isCloseTo(1, within(0.02));
    assertThat(DoubleStream.of(draws).filter(value -> Math.abs(value) > 2).count())
        .isBetween((long) (0.040 * DRAWS), (long) (0.050 * DRAWS));
  }
}
