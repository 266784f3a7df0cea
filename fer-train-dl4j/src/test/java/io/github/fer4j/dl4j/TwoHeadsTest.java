package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines of Deeplearning4j on one dense layer whose units are two heads'. */
class TwoHeadsTest {
  private static final int OUTPUTS = 8;
  private static final Network NETWORK =
      new Network(
          "two heads",
          127,
          64,
          List.of(new Layer.Flatten(), new Layer.Dense("out", OUTPUTS, 0)),
          List.of(Head.label(), new Head(Head.CROWD, 3)));

  /** Two pictures; the loss is half each head's, and the second picture has no crowd target. */
  private static final float[] TARGETS = {
    0, .5f, 0, 0, 0, .1f, .4f, 0, //
    .25f, 0, .25f, 0, 0, 0, 0, 0
  };

  private static final Batch BATCH =
      new Batch(TinyNetworks.batch(2, FaceImage.SIDE, 1).pixels(), TARGETS, 2, FaceImage.SIDE);

  @BeforeAll
  static void onTheCpu() {
    Backend.CPU.use();
  }

  static Stream<Dl4jEngine> engines() {
    Optimizer optimizer = new Optimizer.Nesterov(0, 0);
    return Stream.of(
        new CpuEngine(NETWORK, optimizer, 1, ""), new DeviceEngine(NETWORK, optimizer, 1, "cpu"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theProbabilitiesOfEachHeadSumToOne(Dl4jEngine engine) {
    try (engine) {
      float[] p = engine.forward(BATCH.pixels(), 2, FaceImage.SIDE);
      for (int row = 0; row < 2; row++) {
        assertThat(sum(p, row * OUTPUTS, 5)).isCloseTo(1, within(1e-6));
        assertThat(sum(p, row * OUTPUTS + 5, 3)).isCloseTo(1, within(1e-6));
      }
    }
  }

  /** The gradient of a logit is p times the sum of the head's targets, less its own target. */
  @ParameterizedTest
  @MethodSource("engines")
  void theGradientOfAHeadWithoutATargetIsZeroAndOfTheOthersTheirCrossEntropys(Dl4jEngine engine) {
    try (engine) {
      float[] p = engine.forward(BATCH.pixels(), 2, FaceImage.SIDE);
      float[] bias = engine.gradients(BATCH, 1).get("out.bias");
      for (int k = 0; k < OUTPUTS; k++) {
        double second = k < 5 ? .5 * p[OUTPUTS + k] - TARGETS[OUTPUTS + k] : 0;
        double expected = (.5 * p[k] - TARGETS[k] + second) / 2;
        assertThat((double) bias[k]).as("unit %d", k).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theLossIsTheSumOfTheHeadsAndTheAccuracyThatOfTheFirst(Dl4jEngine engine) {
    try (engine) {
      float[] p = engine.forward(BATCH.pixels(), 2, FaceImage.SIDE);
      double loss = 0;
      for (int i = 0; i < TARGETS.length; i++) {
        loss -= TARGETS[i] * Math.log(p[i]);
      }
      var result = engine.fit(BATCH, 0.01, 1);
      assertThat(result.loss()).isCloseTo(loss / 2, within(1e-5));
      assertThat(result.accuracy()).isIn(0.0, 0.5, 1.0);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void targetsOfAnotherNetworkAreRefused(Dl4jEngine engine) {
    try (engine) {
      Batch other = TinyNetworks.batch(2, FaceImage.SIDE, 1);
      assertThatThrownBy(() -> engine.fit(other, 0.01, 1)).hasMessageContaining("not 8");
    }
  }

  private static double sum(float[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
