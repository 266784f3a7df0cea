package io.github.fer4j.train.network;

import io.github.fer4j.core.ClassSet;

/**
 * One answer of a {@link Network} to a picture: a distribution over classes, by a softmax over its
 * own part of the outputs. Several heads share all layers but the last, in which their units lie
 * side by side.
 *
 * @param name unique in the network: {@link #LABEL} or {@link #CROWD} in those that are trained
 *     here
 * @param classes number of its classes, 2 or more
 */
public record Head(String name, int classes) {
  /** Name of the head that learns the labels of the data set; the only one of most networks. */
  public static final String LABEL = "fer2013";

  /** Name of the head that learns the votes of many people (FER+). */
  public static final String CROWD = "crowd";

  /**
   * @throws IllegalArgumentException if the name is blank or there are fewer than two classes
   */
  public Head {
    if (name.isBlank() || classes < 2) {
      throw new IllegalArgumentException(
          "A head needs a name and at least 2 classes, not '" + name + "' and " + classes);
    }
  }

  /** The head of most networks: the labels of the data set, five classes. */
  public static Head label() {
    return label(ClassSet.FIVE);
  }

  /** The head that learns the labels of the data set. */
  public static Head label(ClassSet classes) {
    return new Head(LABEL, classes.size());
  }

  /**
   * The classes that it tells apart.
   *
   * @throws IllegalStateException if no class set has as many; a network of {@link
   *     io.github.fer4j.train.config.TrainingConfig} has no such head
   */
  public ClassSet classSet() {
    return ClassSet.ofSize(classes)
        .orElseThrow(() -> new IllegalStateException("No class set has " + classes + " classes"));
  }
}
