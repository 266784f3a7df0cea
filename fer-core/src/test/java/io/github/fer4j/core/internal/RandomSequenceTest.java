package io.github.fer4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomSequenceTest {
  private static final int DRAWS = 100_000;

  /** The published reference values of SplitMix64 (S. Vigna, splitmix64.c, seed 1234567). */
  @Test
  void bitsAreThoseOfSplitMix64() {
    RandomSequence random = new RandomSequence(1234567);
    assertThat(Stream.generate(() -> Long.toUnsignedString(random.nextLong())).limit(5))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  /** Runs of earlier revisions drew from SplittableRandom of Java 17: these are its numbers. */
  @Test
  void wholeNumbersAreThoseOfRunsBefore() {
    RandomSequence bits = new RandomSequence(1234567);
    assertThat(IntStream.generate(bits::nextInt).limit(4))
        .containsExactly(-104066435, 299050070, 46185021, 139885280);
    assertThat(ints(28_709)).containsExactly(22916, 18060, 26464, 7520, 13219, 17703, 12285, 7176);
    // Half of all draws are refused with this bound.
    assertThat(ints(1 << 30 | 1))
        .containsExactly(
            349607553, 784385053, 493486521, 527000107, 884477684, 356735844, 898931233, 504971830);
  }

  private static List<Integer> ints(int bound) {
    RandomSequence random = new RandomSequence(7);
    return IntStream.generate(() -> random.nextInt(bound)).limit(8).boxed().toList();
  }

  @Test
  void wholeNumbersAreEvenlySpread() {
    for (int bound : new int[] {1, 2, 7, 8}) {
      RandomSequence random = new RandomSequence(bound);
      int[] counts = new int[bound];
      for (int i = 0; i < DRAWS; i++) {
        counts[random.nextInt(bound)]++;
      }
      assertThat(IntStream.of(counts))
          .allMatch(count -> Math.abs(count - DRAWS / bound) < 0.05 * DRAWS / bound);
    }
    assertThatThrownBy(() -> new RandomSequence(1).nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bound is 0");
  }

  @Test
  void firstNumbersOfNeighbouringSeedsAreEvenlySpread() {
    assertEven(LongStream.range(0, DRAWS).mapToObj(RandomSequence::new));
    assertEven(LongStream.range(0, DRAWS).mapToObj(RandomSequence::ofMixed));
    assertEven(
        LongStream.range(0, DRAWS)
            .mapToObj(i -> new RandomSequence(RandomSequence.seedAt(1, i / 300, i % 300))));
  }

  private static void assertEven(Stream<RandomSequence> sequences) {
    double[] firsts = sequences.mapToDouble(RandomSequence::nextDouble).toArray();
    assertThat(DoubleStream.of(firsts)).allMatch(value -> value >= 0 && value < 1);
    assertThat(DoubleStream.of(firsts).average().orElseThrow()).isCloseTo(0.5, within(0.005));
    assertThat(DoubleStream.of(firsts).filter(value -> value < 0.1).count())
        .isBetween(DRAWS / 10 - 500L, DRAWS / 10 + 500L);
  }

  @Test
  void gaussianHasMean0AndDeviation1() {
    RandomSequence random = RandomSequence.ofMixed(3);
    double[] draws = DoubleStream.generate(random::nextGaussian).limit(DRAWS).toArray();

    assertThat(DoubleStream.of(draws).average().orElseThrow()).isCloseTo(0, within(0.02));
    assertThat(DoubleStream.of(draws).map(value -> value * value).average().orElseThrow())
        .isCloseTo(1, within(0.02));
    assertThat(DoubleStream.of(draws).filter(value -> Math.abs(value) > 2).count())
        .isBetween((long) (0.040 * DRAWS), (long) (0.050 * DRAWS));
  }

  @Test
  void aShuffleKeepsAllAndMakesEachOrderEquallyProbable() {
    RandomSequence random = new RandomSequence(1);
    int[] orders = new int[27];
    for (int i = 0; i < 6_000; i++) {
      List<Integer> list = new ArrayList<>(List.of(0, 1, 2));
      random.shuffle(list);
      assertThat(list).containsExactlyInAnyOrder(0, 1, 2);
      orders[9 * list.get(0) + 3 * list.get(1) + list.get(2)]++;
    }
    assertThat(IntStream.of(orders).filter(count -> count > 0)).hasSize(6);
    assertThat(IntStream.of(orders).filter(count -> count > 0))
        .allMatch(count -> Math.abs(count - 1_000) < 150);
  }
}
