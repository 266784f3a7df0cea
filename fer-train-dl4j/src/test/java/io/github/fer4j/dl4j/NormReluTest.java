package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.dl4j.NormRelu.Relu;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormReluTest {
  private static final double EPSILON = 1e-3;

  /** Two channels of the values 1, 2, 3, 6 and -1, -1, 1, 1. */
  private final FloatBuffer x = FloatBuffer.wrap(new float[] {1, -1, 2, -1, 3, 1, 6, 1});

  private final Bands bands = new Bands(2, 8);
  private final float[] gamma = {2, 1};
  private final float[] beta = {-1, .5f};

  @Test
  void normalisesByHand() {
    NormRelu norm = new NormRelu(0.5, Relu.NONE);
    FloatBuffer y = FloatBuffer.allocate(8);

    norm.forward(bands, x, y, gamma, beta);

    // Channel 0: mean 3, variance (4 + 1 + 0 + 9) / 4 = 3.5, root of 3.5 + .5 = 2: y = (x - 3) - 1.
    // Channel 1: mean 0, variance 1, root of 1.5: y = x / 1.2247449 + .5.
    assertThat(norm.mean()).containsExactly(3, 0);
    assertThat(norm.variance()).containsExactly(3.5, 1);
    assertThat(y.array())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(-3, -.3164966f, -2, -.3164966f, -1, 1.3164966f, 2, 1.3164966f);
  }

  @Test
  void reluAfterCutsTheOutputAndReluBeforeTheInput() {
    FloatBuffer after = FloatBuffer.allocate(8);
    NormRelu before = new NormRelu(0.5, Relu.BEFORE);

    new NormRelu(0.5, Relu.AFTER).forward(bands, x, after, gamma, beta);
    before.forward(bands, x, FloatBuffer.allocate(8), gamma, beta);

    assertThat(after.array())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0, 0, 0, 0, 0, 1.3164966f, 2, 1.3164966f);
    assertThat(before.mean()).containsExactly(3, .5f); // channel 1 is 0, 0, 1, 1
    assertThat(before.variance()).containsExactly(3.5, .25);
  }

  @Test
  void atInferenceTheGivenStatisticsCount() {
    FloatBuffer y = FloatBuffer.allocate(8);

    new NormRelu(0, Relu.NONE)
        .forward(bands, x, y, gamma, beta, new float[] {1, 1}, new double[] {4, 1});

    assertThat(y.array()).containsExactly(-1, -1.5f, 0, -1.5f, 1, .5f, 4, .5f);
  }

  @Test
  void varianceSurvivesAMeanFarFromZero() {
    int values = 3 * 70_000;
    FloatBuffer far = FloatBuffer.allocate(values);
    Random random = new Random(1);
    for (int i = 0; i < values; i++) {
      far.put(i, (float) (1000 + random.nextGaussian()));
    }
    NormRelu norm = new NormRelu(EPSILON, Relu.NONE);

    norm.forward(
        new Bands(3, values), far, FloatBuffer.allocate(values), new float[3], new float[3]);

    assertThat(norm.mean()[0]).isCloseTo(1000, within(.02f));
    assertThat(norm.variance()[0]).isCloseTo(1, within(.02));
  }

  /** Sizes below a tile, of several bands, and with a last tile that is not full. */
  @ParameterizedTest
  @CsvSource({"NONE,3,40", "AFTER,3,40", "BEFORE,3,40", "AFTER,48,3000", "BEFORE,48,3000"})
  void gradientsAreThoseOfFiniteDifferences(Relu relu, int channels, int rows) {
    Case example = new Case(relu, channels, rows);
    FloatBuffer dx = FloatBuffer.allocate(channels * rows);
    float[] dGamma = new float[channels];
    float[] dBeta = new float[channels];
    NormRelu norm = new NormRelu(EPSILON, relu);
    norm.forward(
        example.bands, example.x, FloatBuffer.allocate(dx.capacity()), example.gamma, example.beta);
    norm.backward(
        example.bands, example.x, example.dy, dx, example.gamma, example.beta, dGamma, dBeta);

    for (int i = 0; i < 20; i++) {
      int at = i * 37 % dx.capacity();
      assertThat((double) dx.get(at)).isCloseTo(example.slopeOfInput(at), within(2e-4));
    }
    double scale = Math.sqrt(rows);
    assertThat(dGamma[1] / scale).isCloseTo(example.slope(example.gamma) / scale, within(2e-4));
    assertThat(dBeta[1] / scale).isCloseTo(example.slope(example.beta) / scale, within(2e-4));
  }

  /** Σ y·dy in double precision, written out plainly, and its slopes. */
  private static final class Case {
    private static final double STEP = 1e-5;

    private final Relu relu;
    private final Bands bands;
    private final FloatBuffer x;
    private final FloatBuffer dy;
    private final float[] gamma;
    private final float[] beta;
    private final double[] shifted;

    Case(Relu relu, int channels, int rows) {
      this.relu = relu;
      this.bands = new Bands(channels, channels * rows);
      Random random = new Random(7);
      this.x = random(random, channels * rows);
      this.dy = random(random, channels * rows);
      this.gamma = random(random, channels).array();
      this.beta = random(random, channels).array();
      this.shifted = new double[channels * rows];
    }

    private static FloatBuffer random(Random random, int length) {
      FloatBuffer buffer = FloatBuffer.allocate(length);
      for (int i = 0; i < length; i++) {
        buffer.put(i, (float) random.nextGaussian());
      }
      return buffer;
    }

    double slopeOfInput(int at) {
      shifted[at] = STEP;
      double above = channel(at % bands.channels(), 0, 0);
      shifted[at] = -STEP;
      double below = channel(at % bands.channels(), 0, 0);
      shifted[at] = 0;
      return (above - below) / (2 * STEP);
    }

    /** Slope in channel 1 of gamma or beta. */
    double slope(float[] parameter) {
      double inGamma = parameter == gamma ? STEP : 0;
      double inBeta = parameter == beta ? STEP : 0;
      return (channel(1, inGamma, inBeta) - channel(1, -inGamma, -inBeta)) / (2 * STEP);
    }

    private double channel(int c, double gammaStep, double betaStep) {
      double mean = 0;
      double square = 0;
      for (int i = c; i < shifted.length; i += bands.channels()) {
        mean += input(i) / bands.rows();
        square += input(i) * input(i) / bands.rows();
      }
      double deviation = Math.sqrt(square - mean * mean + EPSILON);
      double sum = 0;
      for (int i = c; i < shifted.length; i += bands.channels()) {
        double normal = (input(i) - mean) / deviation;
        double y = normal * (gamma[c] + gammaStep) + beta[c] + betaStep;
        sum += (relu == Relu.AFTER ? Math.max(0, y) : y) * dy.get(i);
      }
      return sum;
    }

    private double input(int i) {
      double value = x.get(i) + shifted[i];
      return relu == Relu.BEFORE ? Math.max(0, value) : value;
    }
  }
}
