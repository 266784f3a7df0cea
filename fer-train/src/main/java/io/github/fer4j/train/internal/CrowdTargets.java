package io.github.fer4j.train.internal;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.Votes;
import io.github.fer4j.train.config.HeadsConfig.CrowdTarget;
import java.util.List;
import java.util.Optional;

/** What the crowd head of a network learns of an example, and is judged by. */
public final class CrowdTargets {
  private CrowdTargets() {}

  /** The distribution that it learns; empty where the votes say nothing. */
  static Optional<double[]> of(Example example, CrowdTarget kind) {
    List<Emotion> classes = ClassSet.FIVE.emotions();
    return switch (kind) {
      case VOTES -> example.votes().flatMap(votes -> votes.distribution(classes));
      case MAJORITY -> majority(example).map(CrowdTargets::oneHot);
    };
  }

  /** The class that more than five of ten people chose. */
  public static Optional<Emotion> majority(Example example) {
    return example.votes().flatMap((Votes votes) -> votes.majority(ClassSet.FIVE.emotions()));
  }

  private static double[] oneHot(Emotion emotion) {
    double[] target = new double[ClassSet.FIVE.size()];
    target[emotion.ordinal()] = 1;
    return target;
  }
}
