package io.github.fer4j.train;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Trained networks from which another learns besides the labels: the mean of what they see in a
 * picture has its share in the picture's target (G. Hinton et al., arXiv 1503.02531, section 2, at
 * temperature 1; T. Furlanello et al., arXiv 1805.04770, for teachers of the learner's own kind).
 * Each head learns from those teachers that have a head of its name.
 *
 * <p>They look at each batch as the learner does, augmented and mixed: what they would say of the
 * pictures as they are they have memorised, wrong labels included (L. Beyer et al., arXiv
 * 2106.05237, section 3.1). That costs a forward pass of each a step, two where they look at mirror
 * images as well.
 */
final class Teachers implements AutoCloseable {
  private final TrainingConfig config;
  private final Network network;
  private final List<Teacher> teachers = new ArrayList<>();

  /**
   * Opens the teachers that a configuration names.
   *
   * @throws IOException if a run's checkpoint or a model cannot be read
   * @throws io.github.fer4j.core.MalformedContentException if it is damaged
   * @throws io.github.fer4j.train.engine.EngineUnavailableException if the engine is not available
   */
  Teachers(TrainingConfig config) throws IOException {
    this.config = config;
    this.network = config.buildNetwork();
    try {
      for (Path folder : config.distillation().folders()) {
        teachers.add(Teacher.open(folder, config));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Checks that the teachers are available, before a run begins.
   *
   * @throws IllegalArgumentException if one cannot look at the pictures that training begins with,
   *     tells more classes apart than the network, or was trained on PublicTest where the run is
   *     validated there
   * @throws IOException if a run's checkpoint or a model cannot be read
   */
  static void check(TrainingConfig config) throws IOException {
    for (Path folder : config.distillation().folders()) {
      Validation.requireUnseen(Teacher.trainedOnPublicTest(folder), folder.toString(), config);
      ClassSet classes = Teacher.classes(folder);
      if (classes.size() > config.classes().size()) {
        throw new IllegalArgumentException(
            folder
                + ": this teacher tells "
                + classes
                + " classes apart, but the network that is trained only "
                + config.classes()
                + "; use --classes "
                + classes
                + " or another teacher");
      }
      if (!Teacher.takesAnySize(folder) && !config.imageSizes().isConstant()) {
        throw new IllegalArgumentException(
            folder
                + ": this teacher's network takes pictures of 48x48 alone, but image-sizes are "
                + config.imageSizes()
                + "; use image-sizes 48 or another teacher");
      }
    }
  }

  /** The batch with the teachers' share in its targets; the same one if there are no teachers. */
  Batch teach(Batch batch) {
    if (teachers.isEmpty()) {
      return batch;
    }
    List<Batch> views =
        config.distillation().flip() ? List.of(batch, batch.mirrored()) : List.of(batch);
    List<Map<String, float[]>> seen =
        teachers.stream().flatMap(t -> views.stream().map(t::look)).toList();
    float[] targets = batch.targets().clone();
    for (Head head : network.heads()) {
      List<float[]> answers =
          seen.stream().map(answer -> answer.get(head.name())).filter(Objects::nonNull).toList();
      if (!answers.isEmpty()) {
        mix(head, answers, targets);
      }
    }
    return new Batch(batch.pixels(), targets, batch.size(), batch.side());
  }

  /**
   * Gives each of the answers its share in the targets of a head. A teacher that knows fewer
   * classes than the learner says how its own share among themselves what the target gives them
   * together.
   */
  private void mix(Head head, List<float[]> answers, float[] targets) {
    float share = (float) (config.distillation().weight() / answers.size());
    float whole = (float) config.heads().lossWeight(head);
    int size = targets.length / network.outputs();
    for (int i = 0; i < size; i++) {
      int to = i * network.outputs() + network.offset(head);
      float[] target = Arrays.copyOfRange(targets, to, to + head.classes());
      for (float[] answer : answers) {
        int known = answer.length / size;
        float mass = known == head.classes() ? whole : sum(target, known);
        for (int k = 0; k < known; k++) {
          targets[to + k] += share * (mass * answer[i * known + k] - target[k]);
        }
      }
    }
  }

  private static float sum(float[] values, int count) {
    float sum = 0;
    for (int k = 0; k < count; k++) {
      sum += values[k];
    }
    return sum;
  }

  @Override
  public void close() {
    teachers.forEach(Teacher::close);
  }
}
