package io.github.fer4j.train;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Split;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A trained network that says what it sees in the pictures of a batch. */
interface Teacher extends AutoCloseable {
  /** Names the model that comes with this library. */
  Path SHIPPED = Path.of("shipped");

  /**
   * What it sees.
   *
   * @return probabilities by the names of its heads, each [size, classes] in row-major order
   */
  Map<String, float[]> look(Batch batch);

  @Override
  void close();

  /**
   * The teacher in a folder: the best weights of a run or else an exported model, on the configured
   * engine. An exported model that does not describe its network is run on ONNX Runtime instead.
   * {@link #SHIPPED}, where there is no such folder, is the model that comes with this library.
   *
   * @throws IOException if none can be read
   */
  static Teacher open(Path folder, TrainingConfig config) throws IOException {
    Optional<ModelBundle> model = model(folder);
    if (model.isEmpty()) {
      Checkpoint run = run(folder);
      return new OnEngine(run.config().buildNetwork(), run.bestWeights(), config);
    }
    Optional<Network> network = ModelWeights.describedBy(model.get());
    return network.isPresent()
        ? ofModel(model.get(), network.get(), config)
        : new ModelTeacher(model.get());
  }

  /** A model's network on the configured engine, without input blur and temperatures. */
  private static Teacher ofModel(ModelBundle model, Network described, TrainingConfig config) {
    ModelWeights weights = new ModelWeights(model, described);
    int classes = model.card().classes().size();
    Network network =
        described.withHeads(
            weights.network().heads().stream().map(h -> new Head(h.name(), classes)).toList());
    return new OnEngine(
        network, InitialWeights.forPrediction(weights).of(network, List.of()), config);
  }

  /** Whether a folder's teacher takes pictures of other sides than 48. */
  static boolean takesAnySize(Path folder) throws IOException {
    Optional<ModelBundle> model = model(folder);
    return model.isPresent()
        ? ModelTeacher.takesAnySize(model.get())
        : run(folder).config().buildNetwork().takesAnySize();
  }

  /** The classes that a folder's teacher tells apart. */
  static ClassSet classes(Path folder) throws IOException {
    Optional<ModelBundle> model = model(folder);
    return model.isPresent() ? model.get().card().classes() : run(folder).config().classes();
  }

  /** Whether a folder's teacher was trained on PublicTest, as a final run is. */
  static boolean trainedOnPublicTest(Path folder) throws IOException {
    Optional<ModelBundle> model = model(folder);
    return model.isPresent() ? trainedOnPublicTest(model.get()) : run(folder).config().finalRun();
  }

  /** Whether a model was trained on PublicTest, as its card says. */
  static boolean trainedOnPublicTest(ModelBundle model) {
    return model.card().provenance().trainedOn().contains(Split.PUBLIC_TEST);
  }

  /** The best checkpoint of the run in a folder. */
  static Checkpoint run(Path folder) throws IOException {
    return Checkpoint.read(folder.resolve(RunFolder.BEST));
  }

  /** The model that a folder, or {@link #SHIPPED}, stands for; empty where it holds a run. */
  static Optional<ModelBundle> model(Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.BEST))) {
      return Optional.empty();
    }
    if (Files.exists(folder.resolve(ModelBundle.MODEL_FILE))) {
      return Optional.of(ModelBundle.read(folder));
    }
    return folder.equals(SHIPPED) && Files.notExists(folder)
        ? Optional.of(ModelBundle.shipped())
        : Optional.empty();
  }

  /** A network on the engine that training is configured for. */
  final class OnEngine implements Teacher {
    private final Network network;
    private final TrainingEngine engine;

    OnEngine(Network network, Map<String, float[]> weights, TrainingConfig config) {
      this.network = network;
      this.engine = config.createEngine(network);
      engine.setWeights(weights);
    }

    @Override
    public Map<String, float[]> look(Batch batch) {
      float[] outputs = engine.forward(batch.pixels(), batch.size(), batch.side());
      Map<String, float[]> seen = new TreeMap<>();
      for (Head head : network.heads()) {
        float[] rows = new float[batch.size() * head.classes()];
        for (int i = 0; i < batch.size(); i++) {
          int from = i * network.outputs() + network.offset(head);
          System.arraycopy(outputs, from, rows, i * head.classes(), head.classes());
        }
        seen.put(head.name(), rows);
      }
      return seen;
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
