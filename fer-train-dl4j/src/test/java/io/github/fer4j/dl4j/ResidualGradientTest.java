package io.github.fer4j.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.gradientcheck.GradientCheckUtil.GraphConfig;
import org.deeplearning4j.gradientcheck.GradientCheckUtil.PrintMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.buffer.util.DataTypeUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients of residual blocks against finite differences, in double precision, by Deeplearning4j's
 * own check. In floats {@link DeviceEngineTest} compares the same layers with the engine for the
 * CPU.
 */
class ResidualGradientTest {
  private static final int SIDE = 16;

  @BeforeAll
  static void onTheCpu() {
    Backend.CPU.use();
  }

  @ParameterizedTest
  @EnumSource(Layer.Residual.Skip.class)
  void gradientsOfABlockAreThoseOfFiniteDifferences(Layer.Residual.Skip skip) {
    DataType before = DataTypeUtil.getDtypeFromContext();
    DataTypeUtil.setDTypeForContext(DataType.DOUBLE);
    try {
      assertThat(GradientCheckUtil.checkGradients(check(skip))).isTrue();
    } finally {
      DataTypeUtil.setDTypeForContext(before);
    }
  }

  private static GraphConfig check(Layer.Residual.Skip skip) {
    Network network = network(skip);
    Batch batch = TinyNetworks.batch(3, SIDE, 5);
    ComputationGraph graph = inDoubles(network);
    Set<String> statistics =
        graph.paramTable().keySet().stream()
            .filter(name -> name.endsWith("_mean") || name.endsWith("_var"))
            .collect(Collectors.toSet());
    return new GraphConfig()
        .net(graph)
        .inputs(of(doubles(batch.pixels(), batch.size(), 1, SIDE, SIDE).subi(128).divi(64)))
        .labels(of(doubles(batch.targets(), batch.size(), network.outputs())))
        .excludeParams(statistics)
        .epsilon(1e-5)
        .maxRelError(1e-5)
        .minAbsoluteError(1e-7)
        .print(PrintMode.FAILURES_ONLY);
  }

  private static Network network(Layer.Residual.Skip skip) {
    List<Layer> block =
        List.of(
            new Layer.Convolution("a", 3, true, 0),
            new Layer.BatchNorm("an", 0.9, 1e-3),
            new Layer.Relu(),
            new Layer.Convolution("b", 3, false, 0));
    return new Network(
        "residual",
        128,
        64,
        List.of(
            new Layer.Convolution("first", 3, true, 0),
            new Layer.Residual("block", block, skip),
            new Layer.Relu(),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("out", 5, 0)));
  }

  private static ComputationGraph inDoubles(Network network) {
    Dl4jModel model =
        DeviceConfiguration.of(network, new CrossEntropy(network), new StepDropout.StepSeed());
    model.graph().getConfiguration().setDataType(DataType.DOUBLE);
    FlatLayout layout = new FlatLayout(network, model.order());
    model.start(doubles(FirstWeights.draw(network, layout, 1), 1, layout.length()));
    return model.graph();
  }

  private static INDArray doubles(float[] values, long... shape) {
    return Nd4j.create(values, shape, 'c').castTo(DataType.DOUBLE);
  }

  private static INDArray[] of(INDArray array) {
    return new INDArray[] {array};
  }
}
