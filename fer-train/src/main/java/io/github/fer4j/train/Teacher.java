package io.github.fer4j.train;

import io.github.fer4j.core.ClassSet;
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
import java.util.Map;
import java.util.TreeMap;

/** A trained network that says what it sees in the pictures of a batch. */
interface Teacher extends AutoCloseable {

  /**
   * What it sees.
   *
   * @return probabilities by the names of its heads, each [size, classes] in row-major order
   */
  Map<String, float[]> look(Batch batch);

  @Override
  void close();

  /**
   * The teacher in a folder: the best weights of a run, on the configured engine, or else an
   * exported model, on ONNX Runtime.
   *
   * @throws IOException if neither can be read
   */
  static Teacher open(Path folder, TrainingConfig config) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.BEST)) || !hasModel(folder)) {
      return new Run(Checkpoint.read(folder.resolve(RunFolder.BEST)), config);
    }
    return new ModelTeacher(ModelBundle.read(folder));
  }

  /** Whether a folder's teacher takes pictures of other sides than 48. */
  static boolean takesAnySize(Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.BEST)) || !hasModel(folder)) {
      return Checkpoint.read(folder.resolve(RunFolder.BEST)).config().buildNetwork().takesAnySize();
    }
    return ModelTeacher.takesAnySize(ModelBundle.read(folder));
  }

  /** The classes that a folder's teacher tells apart. */
  static ClassSet classes(Path folder) throws IOException {
    if (Files.exists(folder.resolve(RunFolder.BEST)) || !hasModel(folder)) {
      return Checkpoint.read(folder.resolve(RunFolder.BEST)).config().classes();
    }
    return ModelBundle.read(folder).card().classes();
  }

  private static boolean hasModel(Path folder) {
    return Files.exists(folder.resolve(ModelBundle.MODEL_FILE));
  }

  /** The network of a finished run. */
  final class Run implements Teacher {
    private final Network network;
    private final TrainingEngine engine;

    Run(Checkpoint checkpoint, TrainingConfig config) {
      network = checkpoint.config().buildNetwork();
      engine = config.createEngine(network);
      engine.setWeights(checkpoint.bestWeights());
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
