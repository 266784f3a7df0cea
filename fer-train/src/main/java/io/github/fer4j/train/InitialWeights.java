package io.github.fer4j.train;

import io.github.fer4j.data.Example;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The weights of an earlier run, or of an exported model, from which a new run starts. The networks
 * may differ in their heads: a head that the earlier network lacks starts as its first one, and a
 * class that its head lacks with weights of 0. A class has the same index in every set of classes
 * that has it.
 */
final class InitialWeights {
  private final Network network;
  private final Function<List<Example>, Map<String, float[]>> weights;

  private InitialWeights(Network network, Function<List<Example>, Map<String, float[]>> weights) {
    this.network = network;
    this.weights = weights;
  }

  /** The weights of a model for prediction alone, of the network that it describes. */
  static InitialWeights forPrediction(ModelWeights model) {
    return new InitialWeights(model.network(), faces -> model.forPrediction());
  }

  /**
   * What a configuration names: a checkpoint, a folder with one or with a model, or {@link
   * Teacher#SHIPPED}; empty if nothing.
   *
   * @throws IllegalArgumentException if they are of another network, or learnt from PublicTest
   *     where the run is validated there
   * @throws IOException if they cannot be read
   */
  static Optional<InitialWeights> of(TrainingConfig config) throws IOException {
    if (config.initialWeights().isEmpty()) {
      return Optional.empty();
    }
    Path source = Path.of(config.initialWeights());
    Optional<ModelBundle> model = Teacher.model(source);
    if (model.isPresent()) {
      boolean seen = Teacher.trainedOnPublicTest(model.get());
      Validation.requireUnseen(seen, config.initialWeights(), config);
      ModelWeights weights = new ModelWeights(model.get(), config.buildNetwork());
      return Optional.of(new InitialWeights(weights.network(), weights::measuredOn));
    }
    Checkpoint run = Files.isDirectory(source) ? Teacher.run(source) : Checkpoint.read(source);
    Validation.requireUnseen(run.config().finalRun(), config.initialWeights(), config);
    requireFitting(run.config(), config);
    Map<String, float[]> weights = run.bestWeights();
    return Optional.of(new InitialWeights(run.config().buildNetwork(), faces -> weights));
  }

  /**
   * All weights of a network by name, whose layers are those that these are of.
   *
   * @param faces of training, which stand in for those that a model was trained on
   */
  Map<String, float[]> of(Network wanted, List<Example> faces) {
    Layer.Dense last = (Layer.Dense) network.layers().get(network.layers().size() - 1);
    Map<String, float[]> changed = new LinkedHashMap<>(weights.apply(faces));
    for (String part : new String[] {".weight", ".bias"}) {
      changed.computeIfPresent(last.name() + part, (name, rows) -> rowsOf(wanted, rows));
    }
    return changed;
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
