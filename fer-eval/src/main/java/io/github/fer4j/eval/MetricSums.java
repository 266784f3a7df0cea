package io.github.fer4j.eval;

/**
 * The sums over examples that every {@link Metric} can be read from.
 *
 * @param matrix decisions against truths
 * @param logLossSum sum of -ln(probability of the true class), in nats
 * @param brierSum sum of the squared distances between probabilities and truth (one-hot)
 * @param amongTopTwo number of examples whose true class is one of the two most probable
 */
public record MetricSums(
    ConfusionMatrix matrix, double logLossSum, double brierSum, int amongTopTwo) {

  /** Sums over all of these scores. */
  public static MetricSums of(ScoredExamples scores) {
    return new Losses(scores).sumOfAll();
  }
}
