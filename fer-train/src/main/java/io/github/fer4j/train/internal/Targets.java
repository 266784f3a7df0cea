package io.github.fer4j.train.internal;

import io.github.fer4j.data.Example;
import io.github.fer4j.train.config.TrainingConfig;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.Optional;

/**
 * What a network is to answer for each training example, as probabilities of the classes: its label
 * for the label head, people's votes for the crowd head; smoothed (C. Szegedy et al., arXiv
 * 1512.00567, section 7), and times the weight of the head in the loss. Where the votes say
 * nothing, the part of the crowd head is 0, so that the loss leaves it out.
 */
final class Targets {
  private final TrainingConfig config;
  private final Network network;

  /** [n, outputs], row-major. */
  private final float[] values;

  /** The targets of these examples, all of which have a class. */
  Targets(List<Example> examples, TrainingConfig config) {
    this.config = config;
    this.network = config.buildNetwork();
    this.values = new float[examples.size() * network.outputs()];
    for (Head head : network.heads()) {
      for (int i = 0; i < examples.size(); i++) {
        int at = i * network.outputs() + network.offset(head);
        truth(examples.get(i), head).ifPresent(truth -> put(head, truth, at));
      }
    }
  }

  /** The distribution that a head is to answer; empty where none is known. */
  private Optional<double[]> truth(Example example, Head head) {
    if (head.name().equals(Head.CROWD)) {
      return CrowdTargets.of(example, config.heads());
    }
    return example
        .emotion(config.classes())
        .map(emotion -> CrowdTargets.oneHot(emotion, config.classes()));
  }

  private void put(Head head, double[] truth, int at) {
    double weight = config.heads().lossWeight(head);
    double smoothing = config.labelSmoothing();
    for (int k = 0; k < truth.length; k++) {
      values[at + k] = (float) (weight * smoothing / truth.length);
      values[at + k] += (float) (weight * (1 - smoothing) * truth[k]);
    }
  }

  /** Writes the target of an example into a batch's. */
  void copyTo(int example, float[] targets, int offset) {
    System.arraycopy(values, example * network.outputs(), targets, offset, network.outputs());
  }

  /** Values in the target of each example. */
  int outputs() {
    return network.outputs();
  }
}
