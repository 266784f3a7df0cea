package io.github.fer4j.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.dl4j.Dl4jEngineProvider;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.engine.Precision;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.engine.TrainingEngineProvider;
import io.github.fer4j.train.internal.Differentiable;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Layer.Residual;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Either engine's steps of Muon beside its definition, written out in doubles. */
class MuonTest {
  private static final Muon MUON = new Muon(0.5, 0.9, 1e-3);
  private static final double RATE = 0.04;
  private static final Batch BATCH = Networks.batch(4, 8, 6);

  /** Matrices of 20 x 18 ("b"), 24 x 180 ("r.a") and 24 x 20 (the projection "r"). */
  private static final Network NETWORK =
      Networks.of(
          new Convolution("a", 2, true, 1e-3),
          new Relu(),
          new MaxPool(),
          new Convolution("b", 20, false, 1e-2),
          new BatchNorm("n", 0.9, 1e-3),
          new Relu(),
          new Residual("r", List.of(new Convolution("r.a", 24, true, 0)), Residual.Skip.PROJECTION),
          new GlobalAveragePool(),
          new Dense("out", ClassSet.FIVE.size(), 2e-3));

  static Stream<TrainingEngineProvider> engines() {
    return Stream.of(new PyTorchEngineProvider(), new Dl4jEngineProvider());
  }

  private static TrainingEngine engine(TrainingEngineProvider provider) {
    return provider.create(NETWORK, MUON, 7, "cpu", Precision.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void stepsAreThoseOfTheDefinition(TrainingEngineProvider provider) {
    try (TrainingEngine engine = engine(provider)) {
      Map<String, double[]> velocity = new HashMap<>();
      for (int step = 0; step < 3; step++) {
        Map<String, float[]> before = engine.weights();
        Map<String, float[]> gradients = ((Differentiable) engine).gradients(BATCH, 0);
        engine.fit(BATCH, RATE, 0);
        Map<String, float[]> after = engine.weights();
        gradients.forEach(
            (name, gradient) -> {
              double[] v = velocity.computeIfAbsent(name, n -> new double[gradient.length]);
              double[] expected = after(name, before.get(name), gradient, v);
              for (int i = 0; i < expected.length; i++) {
                assertThat((double) after.get(name)[i])
                    .as("%s %d", name, i)
                    .isCloseTo(expected[i], within(1e-5));
              }
            });
      }
    }
  }

  /** The weight after a step; moves the velocity. */
  private static double[] after(String name, float[] weight, float[] gradient, double[] velocity) {
    double decay = name.endsWith(".weight") ? MUON.weightDecay() : 0;
    double[] update = new double[weight.length];
    for (int i = 0; i < update.length; i++) {
      double g = gradient[i] + decay * weight[i];
      velocity[i] = MUON.momentum() * velocity[i] + g;
      update[i] = g + MUON.momentum() * velocity[i];
    }
    int[] shape = NETWORK.weightShapes().get(name);
    boolean matrix = List.of("b.weight", "r.a.weight", "r.weight").contains(name);
    double[] direction = matrix ? orthogonal(update, shape[0]) : update;
    double scale = matrix ? Math.sqrt(shape[0]) / norm(doubles(weight)) : 1;
    double rate = matrix ? RATE * MUON.rateFactor() : RATE;
    double[] after = new double[weight.length];
    for (int i = 0; i < after.length; i++) {
      after[i] = weight[i] * scale - rate * direction[i];
    }
    return after;
  }

  private static double[] orthogonal(double[] values, int rows) {
    double norm = norm(values);
    double[][] x = new double[rows][values.length / rows];
    for (int i = 0; i < values.length; i++) {
      x[i / x[0].length][i % x[0].length] = values[i] / norm;
    }
    for (int iteration = 0; iteration < 3; iteration++) {
      double[][] square = product(x, transpose(x));
      double[][] cubic = product(square, x);
      double[][] quintic = product(square, cubic);
      for (int i = 0; i < values.length; i++) {
        int row = i / x[0].length;
        int column = i % x[0].length;
        x[row][column] =
            3.4445 * x[row][column] - 4.7750 * cubic[row][column] + 2.0315 * quintic[row][column];
      }
    }
    return Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] product(double[][] left, double[][] right) {
    double[][] product = new double[left.length][right[0].length];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right[0].length; j++) {
        for (int k = 0; k < right.length; k++) {
          product[i][j] += left[i][k] * right[k][j];
        }
      }
    }
    return product;
  }

  private static double[][] transpose(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aStepOfNoLengthGivesEachMatrixTheRootOfItsRowsAsNorm(TrainingEngineProvider provider) {
    try (TrainingEngine engine = engine(provider)) {
      engine.fit(BATCH, 0, 0);
      Map<String, float[]> weights = engine.weights();
      Map.of("b.weight", 20, "r.a.weight", 24, "r.weight", 24)
          .forEach(
              (name, rows) ->
                  assertThat(norm(doubles(weights.get(name))))
                      .as(name)
                      .isCloseTo(Math.sqrt(rows), within(1e-5)));
    }
  }
}
