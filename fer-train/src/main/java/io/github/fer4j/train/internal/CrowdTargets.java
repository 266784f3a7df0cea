package io.github.fer4j.train.internal;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.data.Example;
import io.github.fer4j.data.Votes;
import io.github.fer4j.train.config.HeadsConfig;
import java.util.List;
import java.util.Optional;

/** What the crowd head of a network learns of an example, and is judged by. */
public final class CrowdTargets {
  private CrowdTargets() {}

  /** The distribution that it learns; empty where the votes say nothing. */
  static Optional<double[]> of(Example example, HeadsConfig heads) {
    List<Emotion> classes = heads.classes().emotions();
    return switch (heads.crowdTarget()) {
      case VOTES -> example.votes().flatMap(votes -> votes.distribution(classes));
      case MAJORITY ->
          majority(example, heads.classes()).map(emotion -> oneHot(emotion, heads.classes()));
    };
  }

  /** The class that more than five of ten people chose, if it is one of these. */
  public static Optional<Emotion> majority(Example example, ClassSet classes) {
    return example.votes().flatMap((Votes votes) -> votes.majority(classes.emotions()));
  }

  /** The whole probability on one class. */
  static double[] oneHot(Emotion emotion, ClassSet classes) {
    double[] target = new double[classes.size()];
    target[classes.indexOf(emotion)] = 1;
    return target;
  }
}
