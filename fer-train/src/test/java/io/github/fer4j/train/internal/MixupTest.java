package io.github.fer4j.train.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.train.engine.Batch;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixupTest {
  private static final int SIDE = 2;

  /** Picture i is all 10 i, and its target is class i. */
  private static Batch batch(int size) {
    float[] pixels = new float[size * SIDE * SIDE];
    float[] targets = new float[size * ClassSet.FIVE.size()];
    for (int i = 0; i < size; i++) {
      Arrays.fill(pixels, i * SIDE * SIDE, (i + 1) * SIDE * SIDE, 10 * i);
      targets[i * ClassSet.FIVE.size() + i] = 1;
    }
    return new Batch(pixels, targets, size, SIDE);
  }

  @Test
  void anAlphaOfZeroLeavesABatchAsItIs() {
    Batch batch = batch(4);

    assertThat(new Mixup(0).apply(batch, 7)).isSameAs(batch);
  }

  @Test
  void aPictureAndItsTargetAreMixedInTheSameShareWithThePartners() {
    Batch mixed = new Mixup(1).apply(batch(4), 7);

    for (int i = 0; i < 4; i++) {
      int partner = 3 - i;
      float share = mixed.targets()[i * ClassSet.FIVE.size() + i];
      assertThat(mixed.targets()[i * ClassSet.FIVE.size() + partner])
          .isCloseTo(1 - share, within(1e-6f));
      for (int k = 0; k < SIDE * SIDE; k++) {
        assertThat(mixed.pixels()[i * SIDE * SIDE + k])
            .isCloseTo(share * 10 * i + (1 - share) * 10 * partner, within(1e-4f));
      }
    }
  }

  @Test
  void sharesDifferFromPictureToPictureAndFromSeedToSeed() {
    float[] once = new Mixup(1).apply(batch(4), 7).targets();
    float[] other = new Mixup(1).apply(batch(4), 8).targets();

    assertThat(once[0]).isNotEqualTo(once[ClassSet.FIVE.size() + 1]).isNotEqualTo(other[0]);
  }

  @Test
  void thePictureInTheMiddleOfAnOddBatchStaysAsItIs() {
    Batch mixed = new Mixup(0.5).apply(batch(5), 7);

    assertThat(mixed.pixels()[2 * SIDE * SIDE]).isCloseTo(20, within(1e-5f));
    assertThat(mixed.targets()[2 * ClassSet.FIVE.size() + 2]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void theSameSeedMixesTheSameBytesAndLeavesTheBatchAlone() {
    Batch batch = batch(4);

    assertThat(new Mixup(0.4).apply(batch, 3).pixels())
        .containsExactly(new Mixup(0.4).apply(batch, 3).pixels());
    assertThat(batch.pixels()).containsExactly(batch(4).pixels());
  }

  /** Beta(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)). */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.4, 1, 2})
  void sharesHaveTheMomentsOfTheBetaDistribution(double alpha) {
    RandomSequence random = new RandomSequence(1);
    double[] shares =
        DoubleStream.generate(() -> new Mixup(alpha).share(random)).limit(50_000).toArray();

    double mean = Arrays.stream(shares).average().orElseThrow();
    double variance =
        Arrays.stream(shares).map(s -> (s - mean) * (s - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(0.5, within(0.01));
    assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
  }
}
