package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two steps of each rule, computed by hand on one weight and one bias. */
class FlatOptimizerTest {
  /** 11520 weights of the dense layer, then its five biases. */
  private final FlatLayout layout =
      new FlatLayout(
          new Network(
              "dense",
              0,
              1,
              List.of(new Layer.Flatten(), new Layer.Dense("d", ClassSet.FIVE.size(), 0))));

  private final int bias = layout.length() - 1;

  private float[] weightAndBias(float weight, float biasValue) {
    float[] flat = new float[layout.length()];
    flat[0] = weight;
    flat[bias] = biasValue;
    return flat;
  }

  @Test
  void nesterovIsPyTorchsForm() {
    FlatOptimizer rule = FlatOptimizer.of(new Optimizer.Nesterov(.9, .1), layout);
    float[] weights = weightAndBias(2, 2);

    // weight: g = 1 + .1*2 = 1.2; v = 1.2; w = 2 - .5*(1.2 + .9*1.2) = .86
    // bias:   g = 1;              v = 1;   w = 2 - .5*(1 + .9)       = 1.05
    rule.step(weights, weightAndBias(1, 1), .5);
    assertThat(weights[0]).isCloseTo(.86f, within(1e-6f));
    assertThat(weights[bias]).isCloseTo(1.05f, within(1e-6f));

    // weight: g = -1 + .086 = -.914; v = 1.08 - .914 = .166; w = .86 - .1*(-.914 + .1494) = .93646
    // bias:   g = -1;                v = .9 - 1 = -.1;       w = 1.05 - .1*(-1 - .09)     = 1.159
    rule.step(weights, weightAndBias(-1, -1), .1);
    assertThat(weights[0]).isCloseTo(.93646f, within(1e-6f));
    assertThat(weights[bias]).isCloseTo(1.159f, within(1e-6f));
  }

  @Test
  void adamIsAlgorithmOneOfThePaper() {
    FlatOptimizer rule = FlatOptimizer.of(new Optimizer.Adam(.9, .99, 1e-3, 0), layout);
    float[] weights = weightAndBias(1, 1);

    // m = .2, v = .04; corrected m = 2, v = 4; w = 1 - .1 * 2 / 2.001 = .90004998
    rule.step(weights, weightAndBias(2, 2), .1);
    assertThat(weights[0]).isCloseTo(.90004998f, within(1e-6f));

    // m = .18 - .1 = .08, v = .0396 + .01 = .0496; corrected m = .08/.19 = .42105263,
    // v = .0496/.0199 = 2.49246231, root 1.57875340; w = .90004998 - .1*.42105263/1.57975340
    rule.step(weights, weightAndBias(-1, -1), .1);
    assertThat(weights[0]).isCloseTo(.87339694f, within(1e-6f));
    assertThat(weights[bias]).isEqualTo(weights[0]);
  }

  @Test
  void adamDecaysWeightsBeforeTheMomentsAndBiasesNot() {
    FlatOptimizer rule = FlatOptimizer.of(new Optimizer.Adam(.9, .99, 1e-8, .5), layout);
    float[] weights = weightAndBias(2, 2);

    rule.step(weights, weightAndBias(0, 0), .1);

    // weight: g = .5*2 = 1, and Adam's first step is the rate whatever the gradient.
    assertThat(weights[0]).isCloseTo(1.9f, within(1e-6f));
    assertThat(weights[bias]).isEqualTo(2);
  }

  @Test
  void stateContinuesInAnotherInstance() {
    Optimizer adam = new Optimizer.Adam(.9, .99, 1e-3, 0);
    FlatOptimizer a = FlatOptimizer.of(adam, layout);
    float[] weights = weightAndBias(1, 1);
    a.step(weights, weightAndBias(2, 1), .1);
    FlatOptimizer b = FlatOptimizer.of(adam, layout);
    b.setState(a.state());
    float[] copy = weights.clone();

    a.step(weights, weightAndBias(-3, 1), .1);
    b.step(copy, weightAndBias(-3, 1), .1);

    assertThat(copy).isEqualTo(weights);
  }
}
