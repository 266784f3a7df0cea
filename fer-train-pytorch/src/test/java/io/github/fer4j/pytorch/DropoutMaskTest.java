package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of features and of channels-last pictures, of sizes that four does not divide. */
class DropoutMaskTest {
  @BeforeAll
  static void load() {
    LibTorch.load();
  }

  static Stream<Arguments> ratesAndShapes() {
    return Stream.of(0.1, 0.25, 0.5, 0.9)
        .flatMap(
            rate ->
                Stream.of(
                    Arguments.of(rate, new long[] {101, 203}),
                    Arguments.of(rate, new long[] {5, 7, 23, 19})));
  }

  private static Tensor ones(long... shape) {
    Tensor ones = torch.ones(shape);
    return shape.length == 4 ? ones.contiguous(MemoryFormat.ChannelsLast) : ones;
  }

  /** What becomes of ones, in row-major order. */
  private static float[] dropped(double rate, long seed, long... shape) {
    return NativeScope.callWithoutGradients(
        () ->
            Placement.values(DropoutMask.apply(rate, ones(shape), torch.createCPUGenerator(seed))));
  }

  @ParameterizedTest
  @MethodSource("ratesAndShapes")
  void aValueIsZeroWithTheRateAndElseScaledToKeepTheMean(double rate, long[] shape) {
    float[] values = dropped(rate, 5, shape);
    float scaled = (float) (1 / (1 - rate));
    for (float value : values) {
      assertThat(value == 0 || Math.abs(value - scaled) < 1e-6f * scaled).as("%s", value).isTrue();
    }
    assertShare(values, 0, values.length, rate);
  }

  /** Each quarter too: within 4 deviations of a binomial distribution. */
  @ParameterizedTest
  @MethodSource("ratesAndShapes")
  void noPlaceIsFavoured(double rate, long[] shape) {
    float[] values = dropped(rate, 6, shape);
    int quarter = values.length / 4;
    for (int part = 0; part < 4; part++) {
      assertShare(values, part * quarter, (part + 1) * quarter, rate);
      float[] everyFourth = new float[quarter];
      for (int i = 0; i < quarter; i++) {
        everyFourth[i] = values[4 * i + part];
      }
      assertShare(everyFourth, 0, quarter, rate);
    }
  }

  private static void assertShare(float[] values, int from, int to, double rate) {
    int kept = 0;
    for (int i = from; i < to; i++) {
      kept += values[i] == 0 ? 0 : 1;
    }
    double deviation = Math.sqrt(rate * (1 - rate) / (to - from));
    assertThat((double) kept / (to - from)).isCloseTo(1 - rate, within(4 * deviation));
  }

  @ParameterizedTest
  @MethodSource("ratesAndShapes")
  void theSeedGivesTheMask(double rate, long[] shape) {
    assertThat(dropped(rate, 5, shape)).isEqualTo(dropped(rate, 5, shape));
    assertThat(dropped(rate, 5, shape)).isNotEqualTo(dropped(rate, 6, shape));
  }

  @Test
  void everySizeIsTaken() {
    for (int size = 1; size < 10; size++) {
      assertThat(dropped(0.5, 1, 1, size)).hasSize(size);
      assertThat(dropped(0.5, 1, 1, size, 1, 1)).hasSize(size);
    }
  }

  @Test
  void picturesStayChannelsLast() {
    boolean channelsLast =
        NativeScope.callWithoutGradients(
            () ->
                DropoutMask.apply(0.5, ones(5, 7, 3, 3), torch.createCPUGenerator(1))
                    .is_contiguous(MemoryFormat.ChannelsLast));
    assertThat(channelsLast).isTrue();
  }

  @Test
  void aRateOfZeroLeavesAllValues() {
    assertThat(dropped(0, 1, 3, 5)).containsOnly(1);
  }

  /** Neighbours are drawn independently: of two, both stay as often as the product says. */
  @Test
  void neighboursAreIndependent() {
    float[] values = dropped(0.5, 7, 100, 1001);
    long both =
        Stream.iterate(0, i -> i + 1 < values.length, i -> i + 1)
            .filter(i -> values[i] != 0 && values[i + 1] != 0)
            .count();
    assertThat((double) both / (values.length - 1)).isCloseTo(0.25, within(0.01));
    assertThat(Arrays.copyOf(values, 1001)).isNotEqualTo(Arrays.copyOfRange(values, 1001, 2002));
  }
}
