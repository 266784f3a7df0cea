package io.github.fer4j.train.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.engine.Optimizer.Nesterov;
import org.junit.jupiter.api.Test;

class OptimizerTest {
  @Test
  void muonTakesConvolutionsOfMoreThanOneInputChannel() {
    assertThat(Muon.takes(new long[] {64, 32, 3, 3})).isTrue();
    assertThat(Muon.takes(new long[] {64, 32, 1, 1})).isTrue();
    assertThat(Muon.takes(new long[] {32, 1, 3, 3})).isFalse();
    assertThat(Muon.takes(new long[] {5, 256})).isFalse();
    assertThat(Muon.takes(new long[] {64})).isFalse();
  }

  @Test
  void muonLeavesTheOthersToNesterovWithTheSameMomentumAndDecay() {
    assertThat(new Muon(0.5, 0.9, 5e-4).others()).isEqualTo(new Nesterov(0.9, 5e-4));
  }
}
