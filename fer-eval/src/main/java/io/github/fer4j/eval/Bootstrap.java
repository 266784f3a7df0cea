package io.github.fer4j.eval;

import io.github.fer4j.core.internal.RandomSequence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * Percentile intervals from resamples of the examples with replacement (B. Efron, R. Tibshirani,
 * "An Introduction to the Bootstrap", 1993, chapter 13). The same seed gives the same intervals.
 *
 * <p>A resample in which a figure is undefined is left out of that figure's interval.
 *
 * @param samples number of resamples, 1 or more; 1,000 is usual
 * @param confidence share of the resampled figures within the interval, such as 0.95
 * @param seed draws the resamples
 */
public record Bootstrap(int samples, double confidence, long seed) {

  private static final Quantile QUANTILE = Quantile.withDefaults().with(EstimationMethod.HF7);

  /**
   * @throws IllegalArgumentException if samples is not positive or confidence not between 0 and 1
   */
  public Bootstrap {
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be 1 or more, not " + samples);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be in 0 to 1, not " + confidence);
    }
  }

  /** Every figure of these scores with its interval. */
  public Map<Metric, Estimate> estimates(ScoredExamples scores) {
    Losses losses = new Losses(scores);
    return intervals(scores.size(), positions -> figures(losses.sum(positions)));
  }

  /**
   * Every figure of the second scores less that of the first, over the same resamples of examples.
   *
   * @throws IllegalArgumentException if they are not of the same examples in the same order
   */
  public Map<Metric, Estimate> differences(ScoredExamples first, ScoredExamples second) {
    first.requireSameExamples(second);
    Losses before = new Losses(first);
    Losses after = new Losses(second);
    return intervals(
        first.size(),
        positions -> subtract(figures(after.sum(positions)), figures(before.sum(positions))));
  }

  private static Map<Metric, OptionalDouble> figures(MetricSums tally) {
    return Evaluation.metricsOf(tally);
  }

  private static Map<Metric, OptionalDouble> subtract(
      Map<Metric, OptionalDouble> from, Map<Metric, OptionalDouble> what) {
    Map<Metric, OptionalDouble> differences = new EnumMap<>(Metric.class);
    from.forEach(
        (metric, value) -> {
          OptionalDouble other = what.get(metric);
          boolean defined = value.isPresent() && other.isPresent();
          differences.put(
              metric,
              defined
                  ? OptionalDouble.of(value.getAsDouble() - other.getAsDouble())
                  : OptionalDouble.empty());
        });
    return differences;
  }

  private Map<Metric, Estimate> intervals(
      int size, Function<int[], Map<Metric, OptionalDouble>> figures) {
    double[][] resampled = new double[Metric.values().length][samples];
    int[] defined = new int[resampled.length];
    RandomSequence random = new RandomSequence(seed);
    for (int sample = 0; sample < samples; sample++) {
      figures
          .apply(IntStream.generate(() -> random.nextInt(size)).limit(size).toArray())
          .forEach(
              (metric, value) ->
                  value.ifPresent(
                      v -> resampled[metric.ordinal()][defined[metric.ordinal()]++] = v));
    }
    Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
    figures
        .apply(IntStream.range(0, size).toArray())
        .forEach(
            (metric, value) -> {
              int at = metric.ordinal();
              estimates.put(metric, estimate(value, resampled[at], defined[at]));
            });
    return estimates;
  }

  private Estimate estimate(OptionalDouble value, double[] resampled, int defined) {
    if (value.isEmpty() || defined == 0) {
      return new Estimate(value, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double tail = (1 - confidence) / 2;
    double[] ends = QUANTILE.evaluate(Arrays.copyOf(resampled, defined), tail, 1 - tail);
    return new Estimate(value, OptionalDouble.of(ends[0]), OptionalDouble.of(ends[1]));
  }
}
