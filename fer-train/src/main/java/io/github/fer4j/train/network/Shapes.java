package io.github.fer4j.train.network;

import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Residual;
import io.github.fer4j.train.network.Network.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shapes, weights and arithmetic of layers in a row. */
final class Shapes {
  private Shapes() {}

  /**
   * The steps of these layers for one picture, those of a residual block before the block's own.
   *
   * @throws IllegalArgumentException if a layer cannot follow the one before, or a name is taken
   * @throws ArithmeticException if a number overflows
   */
  static List<Step> trace(List<Layer> layers, int side) {
    List<Step> steps = new ArrayList<>();
    trace(layers, List.of(1, side, side), steps);
    Set<String> seen = new HashSet<>();
    for (Step step : steps) {
      for (String weight : step.weights().keySet()) {
        if (!seen.add(weight)) {
          throw new IllegalArgumentException("Two layers share the weight name " + weight);
        }
      }
    }
    return steps;
  }

  private static List<Integer> trace(List<Layer> layers, List<Integer> input, List<Step> steps) {
    List<Integer> shape = input;
    for (Layer layer : layers) {
      Step step =
          layer instanceof Residual block
              ? residual(block, shape, trace(block.layers(), shape, steps))
              : step(layer, shape);
      steps.add(step);
      shape = step.output();
    }
    return shape;
  }

  private static Step residual(Residual block, List<Integer> in, List<Integer> out) {
    boolean projects = block.skip() == Residual.Skip.PROJECTION;
    boolean sameSize =
        in.size() == 3 && out.size() == 3 && in.subList(1, 3).equals(out.subList(1, 3));
    if (!(projects ? sameSize : in.equals(out))) {
      throw new IllegalArgumentException(
          block.name() + " cannot add its input of " + in + " to the " + out + " of its layers");
    }
    if (!projects) {
      return new Step(block, out, Map.of(), 0);
    }
    int[] shape = {out.get(0), in.get(0), 1, 1};
    return new Step(
        block,
        out,
        Map.of(block.name() + ".weight", shape),
        product(in.get(0), out.get(0), in.get(1), in.get(2)));
  }

  private static Step step(Layer layer, List<Integer> in) {
    if (layer instanceof Convolution convolution) {
      return convolution(convolution, pictures(layer, in));
    }
    if (layer instanceof BatchNorm norm) {
      Map<String, int[]> weights = new LinkedHashMap<>();
      for (String part : List.of("gamma", "beta", "mean", "variance")) {
        weights.put(norm.name() + "." + part, new int[] {in.get(0)});
      }
      return new Step(layer, in, weights, 0);
    }
    return layer instanceof Dense dense
        ? dense(dense, in)
        : new Step(layer, outputWithoutWeights(layer, in), Map.of(), 0);
  }

  private static Step convolution(Convolution layer, List<Integer> in) {
    int kernel = Convolution.KERNEL;
    Map<String, int[]> weights = new LinkedHashMap<>();
    weights.put(layer.name() + ".weight", new int[] {layer.filters(), in.get(0), kernel, kernel});
    if (layer.bias()) {
      weights.put(layer.name() + ".bias", new int[] {layer.filters()});
    }
    List<Integer> out = List.of(layer.filters(), in.get(1), in.get(2));
    long multiplyAdds = product(in.get(1), in.get(2), layer.filters(), in.get(0), kernel * kernel);
    return new Step(layer, out, weights, multiplyAdds);
  }

  private static Step dense(Dense layer, List<Integer> in) {
    if (in.size() != 1) {
      throw new IllegalArgumentException(
          layer.name() + " needs a Flatten or GlobalAveragePool before");
    }
    Map<String, int[]> weights = new LinkedHashMap<>();
    weights.put(layer.name() + ".weight", new int[] {layer.units(), in.get(0)});
    weights.put(layer.name() + ".bias", new int[] {layer.units()});
    return new Step(layer, List.of(layer.units()), weights, product(in.get(0), layer.units()));
  }

  private static List<Integer> outputWithoutWeights(Layer layer, List<Integer> in) {
    if (layer instanceof MaxPool) {
      List<Integer> pictures = pictures(layer, in);
      if (pictures.get(1) < 2) {
        throw new IllegalArgumentException(
            "A MaxPool cannot halve pictures of " + in.get(1) + "x" + in.get(2));
      }
      return List.of(in.get(0), in.get(1) / 2, in.get(2) / 2);
    }
    if (layer instanceof GlobalAveragePool) {
      return List.of(pictures(layer, in).get(0));
    }
    if (layer instanceof Flatten) {
      return List.of(in.stream().reduce(1, Math::multiplyExact));
    }
    return in;
  }

  private static List<Integer> pictures(Layer layer, List<Integer> in) {
    if (in.size() == 1) {
      throw new IllegalArgumentException(
          "A "
              + layer.getClass().getSimpleName()
              + " needs pictures, and cannot follow Flatten or GlobalAveragePool");
    }
    return in;
  }

  private static long product(long... factors) {
    long product = 1;
    for (long factor : factors) {
      product = Math.multiplyExact(product, factor);
    }
    return product;
  }
}
