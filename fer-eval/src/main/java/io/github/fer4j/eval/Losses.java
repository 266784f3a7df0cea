package io.github.fer4j.eval;

import java.util.stream.IntStream;

/**
 * What each example adds to a {@link MetricSums}, so that resamples of the examples are quick to
 * sum.
 */
final class Losses {
  /**
   * Probabilities are kept this far from 0 in the log loss: the resolution of 32-bit floats, as in
   * scikit-learn's log_loss.
   */
  private static final double LEAST_PROBABILITY = Math.ulp(1f);

  private final ScoredExamples scores;
  private final double[] logLosses;
  private final double[] briers;
  private final boolean[] amongTopTwo;

  Losses(ScoredExamples scores) {
    this.scores = scores;
    logLosses = new double[scores.size()];
    briers = new double[scores.size()];
    amongTopTwo = new boolean[scores.size()];
    for (int example = 0; example < scores.size(); example++) {
      logLosses[example] = logLoss(scores, example);
      briers[example] = brier(scores, example);
      amongTopTwo[example] = rankOfTruth(scores, example) < 2;
    }
  }

  MetricSums sumOfAll() {
    return sum(IntStream.range(0, scores.size()).toArray());
  }

  /** Sums over the examples at these positions, each as often as it comes. */
  MetricSums sum(int[] positions) {
    int[][] counts = new int[scores.classes()][scores.classes()];
    double logLoss = 0;
    double brier = 0;
    int topTwo = 0;
    for (int example : positions) {
      counts[scores.truth(example)][scores.decision(example)]++;
      logLoss += logLosses[example];
      brier += briers[example];
      topTwo += amongTopTwo[example] ? 1 : 0;
    }
    return new MetricSums(new ConfusionMatrix(scores.labels(), counts), logLoss, brier, topTwo);
  }

  private static double logLoss(ScoredExamples scores, int example) {
    double probability = scores.probability(example, scores.truth(example));
    return -Math.log(Math.min(Math.max(probability, LEAST_PROBABILITY), 1));
  }

  private static double brier(ScoredExamples scores, int example) {
    double sum = 0;
    for (int c = 0; c < scores.classes(); c++) {
      double truth = c == scores.truth(example) ? 1 : 0;
      double distance = scores.probability(example, c) - truth;
      sum += distance * distance;
    }
    return sum;
  }

  /** Number of classes before the true one by probability; of equals the first in order leads. */
  private static int rankOfTruth(ScoredExamples scores, int example) {
    int truth = scores.truth(example);
    double probability = scores.probability(example, truth);
    int rank = 0;
    for (int c = 0; c < scores.classes(); c++) {
      double other = scores.probability(example, c);
      if (other > probability || (other == probability && c < truth)) {
        rank++;
      }
    }
    return rank;
  }
}
