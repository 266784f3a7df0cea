package io.github.fer4j.train;

import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of an earlier run, from which a new one starts. The networks may differ in their
 * heads: a head that the earlier network lacks starts as its first one, and a class that its head
 * lacks with weights of 0. A class has the same index in every set of classes that has it.
 */
final class InitialWeights {
  private final Network network;
  private final Map<String, float[]> weights;

  private InitialWeights(Network network, Map<String, float[]> weights) {
    this.network = network;
    this.weights = weights;
  }

  /**
   * What a configuration names; empty if nothing.
   *
   * @throws IllegalArgumentException if they are of another network
   * @throws IOException if they cannot be read
   */
  static Optional<Map<String, float[]>> of(TrainingConfig config) throws IOException {
    if (config.initialWeights().isEmpty()) {
      return Optional.empty();
    }
    Checkpoint source = Checkpoint.read(Path.of(config.initialWeights()));
    requireFitting(source.config(), config);
    InitialWeights weights =
        new InitialWeights(source.config().buildNetwork(), source.bestWeights());
    return Optional.of(weights.withHeadsOf(config.buildNetwork()));
  }

  private static void requireFitting(TrainingConfig source, TrainingConfig config) {
    Network wanted = config.buildNetwork();
    if (!source.buildNetwork().withHeads(wanted.heads()).hasWeightsLike(wanted)) {
      throw new IllegalArgumentException(
          config.initialWeights()
              + ": these are weights of network "
              + source.network()
              + ", not of "
              + config.network());
    }
  }

  private Map<String, float[]> withHeadsOf(Network other) {
    Layer.Dense last = (Layer.Dense) network.layers().get(network.layers().size() - 1);
    Map<String, float[]> changed = new LinkedHashMap<>(weights);
    for (String part : new String[] {".weight", ".bias"}) {
      changed.computeIfPresent(last.name() + part, (name, rows) -> rowsOf(other, rows));
    }
    return changed;
  }

  /** The rows of the last layer, [outputs, any], as the other network's heads want them. */
  private float[] rowsOf(Network other, float[] rows) {
    int length = rows.length / network.outputs();
    float[] arranged = new float[other.outputs() * length];
    for (Head head : other.heads()) {
      Head from = network.head(head.name()).orElse(network.heads().get(0));
      System.arraycopy(
          rows,
          network.offset(from) * length,
          arranged,
          other.offset(head) * length,
          Math.min(from.classes(), head.classes()) * length);
    }
    return arranged;
  }
}
