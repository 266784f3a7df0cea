package io.github.fer4j.train.network;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as data: pixels 0 to 255 of shape [N, 1, side, side], scaled to {@code (pixel - mean) /
 * deviation}, through the layers, to logits [N, 5].
 *
 * @param name name of the preset
 * @param mean subtracted from each pixel
 * @param deviation divides each pixel afterwards; positive
 * @param layers in order, the last a {@link Dense} of five units
 */
public record Network(String name, double mean, double deviation, List<Layer> layers) {

  /**
   * @throws IllegalArgumentException if the deviation is not positive, the last layer is no Dense
   *     of five units, or two layers share a name
   */
  public Network {
    layers = List.copyOf(layers);
    if (!(deviation > 0)) {
      throw new IllegalArgumentException("deviation must be positive, not " + deviation);
    }
    if (layers.isEmpty()
        || !(layers.get(layers.size() - 1) instanceof Dense last)
        || last.units() != Emotion.COUNT) {
      throw new IllegalArgumentException("The last layer must be a Dense of " + Emotion.COUNT);
    }
    trace(layers, FaceImage.SIDE);
  }

  /** Whether it takes pictures of other sizes than 48x48: only where nothing is flattened. */
  public boolean takesAnySize() {
    return layers.stream().noneMatch(Flatten.class::isInstance);
  }

  /** Names and shapes of all weights, running statistics included, in the order of the layers. */
  public Map<String, int[]> weightShapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    trace(layers, FaceImage.SIDE).forEach(step -> shapes.putAll(step.weights()));
    return shapes;
  }

  /** Number of learnt parameters (running statistics not counted). */
  public long parameters() {
    return weightShapes().entrySet().stream()
        .filter(e -> !e.getKey().endsWith(".mean") && !e.getKey().endsWith(".variance"))
        .mapToLong(e -> Arrays.stream(e.getValue()).asLongStream().reduce(1, (a, b) -> a * b))
        .sum();
  }

  /** Multiply-adds of convolutions and dense layers for one picture of this side, in one pass. */
  public long multiplyAdds(int side) {
    return trace(layers, side).stream().mapToLong(Step::multiplyAdds).sum();
  }

  /**
   * What one layer makes of one picture.
   *
   * @param layer the layer
   * @param output shape after it without the batch: [channels, height, width] or [features]
   * @param weights names and shapes of its weights
   * @param multiplyAdds its multiply-adds for one picture
   */
  public record Step(
      Layer layer, List<Integer> output, Map<String, int[]> weights, long multiplyAdds) {}

  /** Shapes, weights and arithmetic layer by layer, for one picture of this side. */
  public List<Step> trace(int side) {
    return trace(layers, side);
  }

  private static List<Step> trace(List<Layer> layers, int side) {
    List<Step> steps = new ArrayList<>();
    List<Integer> shape = List.of(1, side, side);
    Map<String, int[]> seen = new LinkedHashMap<>();
    for (Layer layer : layers) {
      Step step = step(layer, shape);
      for (String weight : step.weights().keySet()) {
        if (seen.put(weight, step.weights().get(weight)) != null) {
          throw new IllegalArgumentException("Two layers share the weight name " + weight);
        }
      }
      steps.add(step);
      shape = step.output();
    }
    return steps;
  }

  private static Step step(Layer layer, List<Integer> in) {
    Map<String, int[]> weights = new LinkedHashMap<>();
    int channels = in.get(0);
    if (layer instanceof Convolution c) {
      int kernel = Convolution.KERNEL;
      weights.put(c.name() + ".weight", new int[] {c.filters(), channels, kernel, kernel});
      if (c.bias()) {
        weights.put(c.name() + ".bias", new int[] {c.filters()});
      }
      List<Integer> out = List.of(c.filters(), in.get(1), in.get(2));
      long places = (long) in.get(1) * in.get(2);
      return new Step(layer, out, weights, places * c.filters() * channels * kernel * kernel);
    }
    if (layer instanceof BatchNorm n) {
      for (String part : List.of("gamma", "beta", "mean", "variance")) {
        weights.put(n.name() + "." + part, new int[] {channels});
      }
      return new Step(layer, in, weights, 0);
    }
    if (layer instanceof Dense d) {
      if (in.size() != 1) {
        throw new IllegalArgumentException(
            d.name() + " needs a Flatten or GlobalAveragePool before");
      }
      weights.put(d.name() + ".weight", new int[] {d.units(), channels});
      weights.put(d.name() + ".bias", new int[] {d.units()});
      return new Step(layer, List.of(d.units()), weights, (long) channels * d.units());
    }
    return new Step(layer, outputWithoutWeights(layer, in), weights, 0);
  }

  private static List<Integer> outputWithoutWeights(Layer layer, List<Integer> in) {
    if (layer instanceof MaxPool) {
      return List.of(in.get(0), in.get(1) / 2, in.get(2) / 2);
    }
    if (layer instanceof GlobalAveragePool) {
      return List.of(in.get(0));
    }
    if (layer instanceof Flatten) {
      return List.of(in.stream().reduce(1, (a, b) -> a * b));
    }
    return in;
  }
}
