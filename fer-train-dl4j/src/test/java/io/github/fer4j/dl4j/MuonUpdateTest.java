package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Steps of Muon, computed by hand on a matrix of 2 x 2: the projection of a residual block. */
class MuonUpdateTest {
  /** 0.6 and 0.8 after three times x = 3.4445 x - 4.7750 x^3 + 2.0315 x^5. */
  private static final double FROM_3_FIFTHS = 0.80113769;

  private static final double FROM_4_FIFTHS = 1.08945684;

  private static final List<Layer> LAYERS =
      List.of(
          new Layer.Convolution("a", 2, true, 0),
          new Layer.BatchNorm("n", .9, 1e-3),
          new Layer.Residual(
              "r",
              List.of(new Layer.Convolution("r.a", 2, true, 0)),
              Layer.Residual.Skip.PROJECTION),
          new Layer.GlobalAveragePool(),
          new Layer.Dense("out", ClassSet.FIVE.size(), 0));

  private final FlatLayout layout = layout();

  private static FlatLayout layout() {
    Network network = new Network("test", 0, 1, LAYERS);
    Layer inBlock = ((Layer.Residual) LAYERS.get(2)).layers().get(0);
    return new FlatLayout(
        network, List.of(LAYERS.get(0), LAYERS.get(1), inBlock, LAYERS.get(2), LAYERS.get(4)));
  }

  private Segment segment(String name) {
    return layout.segments().stream().filter(s -> s.name().equals(name)).findAny().orElseThrow();
  }

  /** A flat vector with these values in the projection's place. */
  private float[] projection(double... values) {
    float[] flat = new float[layout.length()];
    for (int i = 0; i < values.length; i++) {
      flat[segment("r.weight").start() + i] = (float) values[i];
    }
    return flat;
  }

  private void assertProjection(float[] weights, double... expected) {
    float[] found = layout.split(weights).get("r.weight");
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i]).as("value %d", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private float[] random(long seed) {
    Random random = new Random(seed);
    float[] values = new float[layout.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void theWeightGetsItsNormAndMovesAlongTheNearlyOrthogonalGradient() {
    FlatOptimizer rule = FlatOptimizer.of(new Muon(.1, .9, 0), layout);
    float[] weights = projection(6, 0, 0, 8);

    rule.step(weights, projection(0, 3, 4, 0), .5);

    // |W| = 10, and W gets the norm sqrt(2). u = 1.9 g, u / |u| = [0 .6; .8 0]; rate .5 * .1.
    double scale = Math.sqrt(2) / 10;
    assertProjection(weights, 6 * scale, -.05 * FROM_3_FIFTHS, -.05 * FROM_4_FIFTHS, 8 * scale);
  }

  @Test
  void theVelocityIsNesterovs() {
    FlatOptimizer rule = FlatOptimizer.of(new Muon(1, .5, 0), layout);
    float[] weights = projection(0, 0, 0, 0);
    rule.step(weights, projection(0, 12, -12, 0), 0);

    // v = .5 * [0 12; -12 0] + g = [2 4; -4 8/3]; u = g + .5 * v = [3 0; 0 4]
    rule.step(weights, projection(2, -2, 2, 8 / 3.), .1);

    assertProjection(weights, -.1 * FROM_3_FIFTHS, 0, 0, -.1 * FROM_4_FIFTHS);
  }

  @Test
  void weightDecayJoinsTheGradient() {
    FlatOptimizer rule = FlatOptimizer.of(new Muon(1, .9, .5), layout);
    float[] weights = projection(6, 0, 0, 8);

    rule.step(weights, projection(0, 0, 0, 0), .1);

    double scale = Math.sqrt(2) / 10;
    assertProjection(weights, 6 * scale - .1 * FROM_3_FIFTHS, 0, 0, 8 * scale - .1 * FROM_4_FIFTHS);
  }

  @Test
  void aStepOfNoLengthGivesAWeightTheRootOfItsRowsAsNorm() {
    float[] weights = random(1);

    FlatOptimizer.of(new Muon(1, .9, 0), layout).step(weights, random(2), 0);

    assertThat(norm(layout.split(weights).get("r.weight"))).isCloseTo(Math.sqrt(2), within(1e-6));
    assertThat(norm(layout.split(weights).get("r.a.weight"))).isCloseTo(Math.sqrt(2), within(1e-6));
  }

  @Test
  void withoutGradientAndWeightsThereIsNoStep() {
    float[] weights = projection(0, 0, 0, 0);

    FlatOptimizer.of(new Muon(1, .9, 0), layout).step(weights, projection(0, 0, 0, 0), .1);

    assertThat(weights).containsOnly(0);
  }

  @Test
  void theFirstConvolutionBiasesNormsAndDenseLayersFollowNesterov() {
    FlatOptimizer muon = FlatOptimizer.of(new Muon(3, .9, .1), layout);
    FlatOptimizer nesterov = FlatOptimizer.of(new Optimizer.Nesterov(.9, .1), layout);
    float[] weights = random(1);
    float[] others = weights.clone();
    for (int step = 0; step < 2; step++) {
      muon.step(weights, random(2 + step), .1);
      nesterov.step(others, random(2 + step), .1);
    }

    List<String> matrices = List.of("r.a.weight", "r.weight");
    assertThat(layout.matrices()).extracting(Segment::name).containsExactlyElementsOf(matrices);
    layout
        .split(weights)
        .forEach(
            (name, values) -> {
              float[] byNesterov = layout.split(others).get(name);
              if (matrices.contains(name)) {
                assertThat(values).as(name).isNotEqualTo(byNesterov);
              } else {
                assertThat(values).as(name).isEqualTo(byNesterov);
              }
            });
  }

  @Test
  void stateIsThatOfNesterovAndContinuesInAnotherInstance() {
    Muon optimizer = new Muon(.5, .9, 1e-3);
    FlatOptimizer a = FlatOptimizer.of(optimizer, layout);
    float[] weights = random(1);
    a.step(weights, random(2), .1);
    FlatOptimizer b = FlatOptimizer.of(optimizer, layout);
    b.setState(a.state());
    float[] copy = weights.clone();

    a.step(weights, random(3), .1);
    b.step(copy, random(3), .1);

    assertThat(copy).isEqualTo(weights);
    assertThat(a.state()).containsOnlyKeys("velocity");
  }
}
