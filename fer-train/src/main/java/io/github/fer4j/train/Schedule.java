package io.github.fer4j.train;

import io.github.fer4j.train.config.ScheduleConfig;
import io.github.fer4j.train.config.TrainingConfig;
import java.util.List;

/**
 * The learning rate of each step and the end of training, as pure functions of the step and of the
 * validation losses so far: a resumed run needs nothing else to continue as it would have.
 */
final class Schedule {
  /** Less than this is no improvement of a validation loss (Keras: ReduceLROnPlateau.min_delta). */
  static final double LEAST_IMPROVEMENT = 1e-4;

  /** Before this format the last step of the schedule cosine had the rate 0. */
  private static final int LAST_STEP_LEARNS = 2;

  private final ScheduleConfig config;
  private final double highest;
  private final int format;

  Schedule(TrainingConfig config) {
    this.config = config.schedule();
    this.highest = config.optimizer().learningRate();
    this.format = config.format();
  }

  /**
   * The rate of a step.
   *
   * @param step from 0, over the whole run
   * @param steps of the whole run
   * @param validationLosses of the epochs that have ended
   */
  double rate(long step, long steps, List<Double> validationLosses) {
    return switch (config.kind()) {
      case CONSTANT -> highest;
      case COSINE -> highest * cosine((step + 1.0) / lastStep(steps), config.warmup());
      case PLATEAU -> highest * Math.pow(config.plateauFactor(), reductions(validationLosses));
    };
  }

  /** The step, from 1, whose rate would be 0: one after the last, so that the last learns too. */
  private long lastStep(long steps) {
    return format < LAST_STEP_LEARNS ? steps : steps + 1;
  }

  /** Whether the patience for a better validation loss is spent. */
  boolean stopsEarly(List<Double> validationLosses) {
    return config.earlyStopPatience() > 0
        && epochsSinceBest(validationLosses, 0) >= config.earlyStopPatience();
  }

  /**
   * Linear warm-up from 0 to 1, then half a cosine from 1 to 0 (I. Loshchilov, F. Hutter, arXiv
   * 1608.03983, equation 5, without restarts).
   *
   * @param progress share of the run that is done, 0 to 1
   */
  private static double cosine(double progress, double warmup) {
    if (progress < warmup) {
      return progress / warmup;
    }
    double rest = warmup == 1 ? 1 : (progress - warmup) / (1 - warmup);
    return (1 + Math.cos(Math.PI * rest)) / 2;
  }

  /** How often the rate has fallen: whenever the patience is spent, counted anew from there. */
  private int reductions(List<Double> losses) {
    int reductions = 0;
    int waited = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      if (loss < best - LEAST_IMPROVEMENT) {
        best = loss;
        waited = 0;
      } else if (++waited >= config.plateauPatience()) {
        reductions++;
        waited = 0;
      }
    }
    return reductions;
  }

  private static int epochsSinceBest(List<Double> losses, double leastImprovement) {
    int since = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      boolean better = loss < best - leastImprovement;
      best = better ? loss : best;
      since = better ? 0 : since + 1;
    }
    return since;
  }
}
