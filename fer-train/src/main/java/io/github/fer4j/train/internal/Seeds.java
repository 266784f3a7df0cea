package io.github.fer4j.train.internal;

import io.github.fer4j.core.internal.RandomSequence;

/**
 * What is random in a run. Each seed is a function of the run's seed and of the place where it is
 * used alone: the same on whichever thread, resumed or not. New ones go to the end: the position is
 * part of the seed.
 */
public enum Seeds {
  ORDER,
  AUGMENTATION,
  DROPOUT,
  MIXUP;

  /**
   * A seed.
   *
   * @param seed of the run
   * @param first where it is used: an epoch or a step
   * @param second where in there: an image or a batch
   */
  public long of(long seed, long first, long second) {
    return RandomSequence.seedAt(seed, ordinal(), first, second);
  }
}
