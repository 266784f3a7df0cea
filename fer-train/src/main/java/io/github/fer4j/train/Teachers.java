package io.github.fer4j.train;

import io.github.fer4j.train.checkpoint.Checkpoint;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.engine.TrainingEngine;
import io.github.fer4j.train.network.Vgg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trained networks from which another learns besides the labels: the mean of what they see in a
 * picture has its share in the picture's target (G. Hinton et al., arXiv 1503.02531, section 2, at
 * temperature 1; T. Furlanello et al., arXiv 1805.04770, for teachers of the learner's own kind).
 *
 * <p>They look at each batch as the learner does, augmented and mixed: what they would say of the
 * pictures as they are they know by heart, wrong labels included (L. Beyer et al., arXiv
 * 2106.05237, section 3.1). That costs a forward pass of each a step.
 */
final class Teachers implements AutoCloseable {
  private final List<TrainingEngine> engines = new ArrayList<>();
  private final double share;

  /**
   * Builds the teachers that a configuration names, on the engine that it names, with the best
   * weights of their runs.
   *
   * @throws IOException if a run's checkpoint cannot be read
   * @throws io.github.fer4j.train.checkpoint.MalformedCheckpointException if it is damaged
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if the engine is not to be had
   */
  Teachers(TrainingConfig config) throws IOException {
    share = config.distillation().weight();
    try {
      for (Path run : config.distillation().folders()) {
        engines.add(engine(config, read(run)));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Whether the teachers can be had, before anything is begun.
   *
   * @throws IllegalArgumentException if one cannot look at the pictures that training begins with
   * @throws IOException if a run's checkpoint cannot be read
   */
  static void check(TrainingConfig config) throws IOException {
    for (Path run : config.distillation().folders()) {
      String network = read(run).config().network();
      if (!Vgg.preset(network).takesAnySize() && !config.imageSizes().isConstant()) {
        throw new IllegalArgumentException(
            run
                + ": this teacher's network, "
                + network
                + ", takes pictures of 48x48 alone, but image-sizes are "
                + config.imageSizes()
                + "; use image-sizes 48 or another teacher");
      }
    }
  }

  private static Checkpoint read(Path run) throws IOException {
    return Checkpoint.read(run.resolve(RunFolder.BEST));
  }

  private static TrainingEngine engine(TrainingConfig config, Checkpoint teacher) {
    TrainingEngine engine = config.createEngine(teacher.config().buildNetwork());
    engine.setWeights(teacher.bestWeights());
    return engine;
  }

  /** The batch with the teachers' share in its targets; the same one if there are no teachers. */
  Batch teach(Batch batch) {
    if (engines.isEmpty()) {
      return batch;
    }
    float[] targets = batch.targets().clone();
    for (int i = 0; i < targets.length; i++) {
      targets[i] *= (float) (1 - share);
    }
    float part = (float) (share / engines.size());
    for (TrainingEngine engine : engines) {
      float[] seen = engine.forward(batch.pixels(), batch.size(), batch.side());
      for (int i = 0; i < targets.length; i++) {
        targets[i] += part * seen[i];
      }
    }
    return new Batch(batch.pixels(), targets, batch.size(), batch.side());
  }

  @Override
  public void close() {
    engines.forEach(TrainingEngine::close);
  }
}
