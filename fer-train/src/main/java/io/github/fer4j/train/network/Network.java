package io.github.fer4j.train.network;

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
import java.util.Optional;

/**
 * A network as data: pixels 0 to 255 of shape [N, 1, side, side], scaled to {@code (pixel - mean) /
 * deviation}, through the layers, to logits [N, outputs].
 *
 * @param name name of the preset
 * @param mean subtracted from each pixel
 * @param deviation divides each pixel afterwards; positive
 * @param layers in order, the last a {@link Dense} of as many units as the heads have classes
 * @param heads what the outputs answer, side by side; the first learns the labels of the data set
 */
public record Network(
    String name, double mean, double deviation, List<Layer> layers, List<Head> heads) {

  /**
   * @throws IllegalArgumentException if the deviation is not positive, the last layer is no Dense
   *     of as many units as the heads have classes, or two layers or two heads share a name
   */
  public Network {
    layers = List.copyOf(layers);
    heads = List.copyOf(heads);
    if (heads.isEmpty() || heads.stream().map(Head::name).distinct().count() < heads.size()) {
      throw new IllegalArgumentException("A network needs heads of different names, not " + heads);
    }
    if (!(deviation > 0)) {
      throw new IllegalArgumentException("deviation must be positive, not " + deviation);
    }
    if (layers.isEmpty()
        || !(layers.get(layers.size() - 1) instanceof Dense last)
        || last.units() != classes(heads)) {
      throw new IllegalArgumentException("The last layer must be a Dense of " + classes(heads));
    }
    trace(layers, FaceImage.SIDE);
  }

  /** A network with one head, {@link Head#label()}. */
  public Network(String name, double mean, double deviation, List<Layer> layers) {
    this(name, mean, deviation, layers, List.of(Head.label()));
  }

  /** The same layers with these heads; the last layer has as many units as they need. */
  public Network withHeads(List<Head> others) {
    List<Layer> changed = new ArrayList<>(layers);
    Dense last = (Dense) changed.remove(changed.size() - 1);
    changed.add(new Dense(last.name(), classes(others), last.l2()));
    return new Network(name, mean, deviation, changed, others);
  }

  /** Number of outputs: the classes of all heads together. */
  public int outputs() {
    return classes(heads);
  }

  private static int classes(List<Head> heads) {
    return heads.stream().mapToInt(Head::classes).sum();
  }

  /** The head of this name; empty if there is none. */
  public Optional<Head> head(String headName) {
    return heads.stream().filter(head -> head.name().equals(headName)).findFirst();
  }

  /** Index of the first output of a head. */
  public int offset(Head head) {
    return classes(heads.subList(0, heads.indexOf(head)));
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
