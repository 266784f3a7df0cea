package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DeviceDropoutTest {
  private static final int VALUES = 40_000;

  @BeforeAll
  static void onTheCpu() {
    Backend.CPU.use();
  }

  private final StepDropout.StepSeed seed = new StepDropout.StepSeed();

  private float[] dropped(DeviceDropout dropout) {
    INDArray ones = Nd4j.ones(VALUES / 4, 4);
    return dropout.applyDropout(ones, ones, 0, 0, null).data().asFloat();
  }

  @Test
  void dropsTheShareAndKeepsTheMean() {
    seed.set(5);
    int zeros = 0;
    double sum = 0;
    for (float value : dropped(new DeviceDropout(.3, 2, seed))) {
      zeros += value == 0 ? 1 : 0;
      sum += value;
    }
    assertThat(zeros / (double) VALUES).isCloseTo(.3, within(.01));
    assertThat(sum / VALUES).isCloseTo(1, within(.02));
  }

  @Test
  void theBackwardPassDropsTheSameValues() {
    seed.set(5);
    DeviceDropout dropout = new DeviceDropout(.5, 0, seed);
    float[] forward = dropped(dropout);
    INDArray ones = Nd4j.ones(VALUES / 4, 4);
    assertThat(dropout.backprop(ones, ones, 0, 0).data().asFloat()).isEqualTo(forward);
  }

  @Test
  void otherStepsAndPlacesDropOtherValues() {
    seed.set(5);
    float[] first = dropped(new DeviceDropout(.5, 0, seed));
    assertThat(dropped(new DeviceDropout(.5, 1, seed))).isNotEqualTo(first);
    seed.set(6);
    assertThat(dropped(new DeviceDropout(.5, 0, seed))).isNotEqualTo(first);
  }
}
