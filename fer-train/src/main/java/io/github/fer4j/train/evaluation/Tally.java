package io.github.fer4j.train.evaluation;

/**
 * The sums over examples that every {@link Metric} can be read from.
 *
 * @param matrix decisions against truths
 * @param logLossSum sum of -ln(probability of the true class), in nats
 * @param brierSum sum of the squared distances between probabilities and truth (one-hot)
 * @param amongTopTwo number of examples whose true class is one of the two most probable
 */
public record Tally(ConfusionMatrix matrix, double logLossSum, double brierSum, int amongTopTwo) {

  /**
   * Probabilities are kept this far from 0 in the log loss: the resolution of 32-bit floats, as in
   * scikit-learn's log_loss.
   */
  static final double LEAST_PROBABILITY = Math.ulp(1f);

  /** Sums over all of these scores. */
  public static Tally of(Scores scores) {
    double logLoss = 0;
    double brier = 0;
    int amongTopTwo = 0;
    for (int example = 0; example < scores.size(); example++) {
      logLoss += logLoss(scores, example);
      brier += brier(scores, example);
      amongTopTwo += rankOfTruth(scores, example) < 2 ? 1 : 0;
    }
    return new Tally(ConfusionMatrix.of(scores), logLoss, brier, amongTopTwo);
  }

  static double logLoss(Scores scores, int example) {
    double probability = scores.probability(example, scores.truth(example));
    return -Math.log(Math.min(Math.max(probability, LEAST_PROBABILITY), 1));
  }

  static double brier(Scores scores, int example) {
    double sum = 0;
    for (int c = 0; c < scores.classes(); c++) {
      double truth = c == scores.truth(example) ? 1 : 0;
      double distance = scores.probability(example, c) - truth;
      sum += distance * distance;
    }
    return sum;
  }

  /** Number of classes before the true one by probability; of equals the first in order leads. */
  static int rankOfTruth(Scores scores, int example) {
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
