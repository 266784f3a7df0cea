package io.github.fer4j.train.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Flatten;
import java.io.IOException;
import java.nio.file.Path;
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
 * @param name of the preset, or another one
 * @param mean subtracted from each pixel
 * @param deviation divides each pixel afterwards; positive
 * @param layers in order, the last a {@link Dense} of as many units as the heads have classes
 * @param heads what the outputs answer, side by side; the first learns the labels of the data set
 */
public record Network(
    String name, double mean, double deviation, List<Layer> layers, List<Head> heads) {
  /** More than any card of today trains; each takes 12 to 16 bytes in training. */
  private static final long MOST_WEIGHTS = 500_000_000;

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
    if (!(deviation > 0 && Double.isFinite(deviation) && Double.isFinite(mean))) {
      throw new IllegalArgumentException(
          "mean must be finite and deviation positive, not " + mean + " and " + deviation);
    }
    if (layers.isEmpty()
        || !(layers.get(layers.size() - 1) instanceof Dense last)
        || last.units() != classes(heads)) {
      throw new IllegalArgumentException("The last layer must be a Dense of " + classes(heads));
    }
    requireSize(layers);
  }

  private static void requireSize(List<Layer> layers) {
    try {
      long weights = 0;
      for (Step step : Shapes.trace(layers, FaceImage.SIDE)) {
        for (int[] shape : step.weights().values()) {
          weights = Math.addExact(weights, product(shape));
        }
      }
      if (weights <= MOST_WEIGHTS) {
        return;
      }
    } catch (ArithmeticException tooMany) {
      // Told below.
    }
    throw new IllegalArgumentException("A network has at most " + MOST_WEIGHTS + " weights");
  }

  private static long product(int[] shape) {
    return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
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
    return trace(FaceImage.SIDE).stream().map(Step::layer).noneMatch(Flatten.class::isInstance);
  }

  /**
   * Reads a network from a YAML or JSON file, such as the {@code architecture} of a run's
   * config.json.
   *
   * @throws IOException if it cannot be read
   * @throws MalformedNetworkException if it is no network
   */
  public static Network read(Path file) throws IOException {
    return NetworkFile.read(file);
  }

  /**
   * Reads what {@link #toTree} gave.
   *
   * @param source where it comes from, for messages
   * @throws MalformedNetworkException if it is no network
   */
  public static Network ofTree(JsonNode tree, String source) {
    return NetworkFile.of(tree, source);
  }

  /** All of it as JSON, with the numbers of its parameters and multiply-adds at 48x48. */
  public ObjectNode toTree() {
    return NetworkFile.toTree(this);
  }

  /** Names and shapes of all weights, running statistics included, in the order of the layers. */
  public Map<String, int[]> weightShapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    trace(FaceImage.SIDE).forEach(step -> shapes.putAll(step.weights()));
    return shapes;
  }

  /** What a model's card says of it. */
  public ModelCard.Architecture forCard() {
    return NetworkFile.forCard(this);
  }

  /**
   * The network of a model's card, of which {@link #forCard} made a part.
   *
   * @param mean subtracted from each pixel
   * @param deviation divides each pixel afterwards
   * @throws MalformedNetworkException if its layers are no network
   */
  public static Network ofCard(ModelCard card, double mean, double deviation) {
    return NetworkFile.ofCard(card, mean, deviation);
  }

  /** Whether weights of another network fit this one: all names and shapes are the same. */
  public boolean hasWeightsLike(Network other) {
    Map<String, int[]> own = weightShapes();
    Map<String, int[]> others = other.weightShapes();
    return own.keySet().equals(others.keySet())
        && own.keySet().stream().allMatch(n -> Arrays.equals(own.get(n), others.get(n)));
  }

  /** Number of learnt parameters (running statistics not counted). */
  public long parameters() {
    return weightShapes().entrySet().stream()
        .filter(e -> !e.getKey().endsWith(".mean") && !e.getKey().endsWith(".variance"))
        .mapToLong(e -> product(e.getValue()))
        .sum();
  }

  /** Multiply-adds of convolutions and dense layers for one picture of this side, in one pass. */
  public long multiplyAdds(int side) {
    return trace(side).stream().mapToLong(Step::multiplyAdds).sum();
  }

  /**
   * What one layer makes of one picture; a residual block's own step comes after those of its
   * layers, and its weights are those of its projection.
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
    return Shapes.trace(layers, side);
  }
}
