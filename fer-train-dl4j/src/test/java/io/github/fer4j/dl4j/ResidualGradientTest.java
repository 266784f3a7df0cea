package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients of residual blocks against finite differences, in double precision. In floats {@link
 * DeviceEngineTest} compares the same layers with the engine for the CPU.
 */
class ResidualGradientTest {
  private static final int SIDE = 8;
  private static final double STEP = 1e-6;

  @BeforeAll
  static void onTheCpu() {
    Backend.CPU.use();
  }

  @ParameterizedTest
  @EnumSource(Layer.Residual.Skip.class)
  void gradientsOfABlockAreThoseOfFiniteDifferences(Layer.Residual.Skip skip) {
    Network network = network(skip);
    Batch batch = TinyNetworks.batch(3, SIDE, 5);
    INDArray input = doubles(batch.pixels(), 3, 1, SIDE, SIDE).subi(128).divi(64);
    INDArray labels = doubles(batch.targets(), 3, network.outputs());
    try (Dl4jModel model = inDoubles(network)) {
      model.compute(input, labels);
      double[] gradients = model.gradients().dup('c').data().asDouble();
      INDArray weights = model.graph().params();
      for (FlatLayout.Segment s : new FlatLayout(network, model.order()).segments()) {
        for (int i = s.start(); s.kind() != FlatLayout.Kind.STATISTIC && i < s.end(); i++) {
          double weight = weights.getDouble(i);
          double difference = score(model, input, labels, i, weight + STEP);
          difference -= score(model, input, labels, i, weight - STEP);
          weights.putScalar(i, weight);
          assertThat(gradients[i] / 3)
              .as(s.name())
              .isCloseTo(difference / (2 * STEP), within(1e-6));
        }
      }
    }
  }

  private static double score(
      Dl4jModel model, INDArray input, INDArray labels, int index, double weight) {
    model.graph().params().putScalar(index, weight);
    model.compute(input, labels);
    return model.score();
  }

  private static Network network(Layer.Residual.Skip skip) {
    List<Layer> block =
        List.of(
            new Layer.Convolution("a", 2, true, 0),
            new Layer.BatchNorm("an", 0.9, 1e-3),
            new Layer.Relu(),
            new Layer.Convolution("b", 2, false, 0));
    return new Network(
        "residual",
        128,
        64,
        List.of(
            new Layer.Convolution("first", 2, true, 0),
            new Layer.Residual("block", block, skip),
            new Layer.Relu(),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("out", 5, 0)));
  }

  private static Dl4jModel inDoubles(Network network) {
    Dl4jModel model =
        DeviceConfiguration.of(network, new CrossEntropy(network), new StepDropout.StepSeed());
    model.graph().getConfiguration().setDataType(DataType.DOUBLE);
    FlatLayout layout = new FlatLayout(network, model.order());
    model.start(doubles(FirstWeights.draw(network, layout, 1), 1, layout.length()));
    return model;
  }

  private static INDArray doubles(float[] values, long... shape) {
    return Nd4j.create(values, shape, 'c').castTo(DataType.DOUBLE);
  }
}
