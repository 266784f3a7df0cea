package io.github.fer4j.eval;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Temperature scaling: logits are divided by one number, so that the probabilities become as
 * confident as the classifier is right; the top class stays (C. Guo et al., "On Calibration of
 * Modern Neural Networks", 2017, section 4.2). Log probabilities serve as logits: they differ by a
 * constant that the softmax takes out again.
 *
 * @param value positive; above 1 lowers confidence, below 1 raises it, 1 leaves it
 */
public record Temperature(double value) {
  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;
  private static final double TOLERANCE = 1e-8;
  private static final int EVALUATIONS = 200;

  /** Stands in for probabilities that a 32-bit softmax rounded to 0. */
  private static final double LEAST_PROBABILITY = Float.MIN_NORMAL;

  /**
   * @throws IllegalArgumentException if the value is not positive and finite
   */
  public Temperature {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("A temperature is positive and finite, not " + value);
    }
  }

  /** The temperature, from 0.05 to 20, at which these scores have the lowest log loss. */
  public static Temperature fit(ScoredExamples scores) {
    // The log loss is convex in 1/T, so it has one minimum over log T.
    double logarithm =
        new BrentOptimizer(TOLERANCE, TOLERANCE)
            .optimize(
                new MaxEval(EVALUATIONS),
                GoalType.MINIMIZE,
                new UnivariateObjectiveFunction(
                    log -> meanLogLoss(new Temperature(Math.exp(log)).applyTo(scores))),
                new SearchInterval(Math.log(LOWEST), Math.log(HIGHEST)))
            .getPoint();
    return new Temperature(Math.exp(logarithm));
  }

  /**
   * Each example at the temperature that was fitted on the others, by parts: what the fit is worth
   * on faces that it has not seen, where there is only one split to fit and measure on.
   *
   * @param parts number of parts; an example's part is its position modulo this
   * @throws IllegalArgumentException if there are fewer examples than two per part
   */
  public static ScoredExamples crossFitted(ScoredExamples scores, int parts) {
    if (parts < 2 || scores.size() < 2 * parts) {
      throw new IllegalArgumentException(
          scores.size() + " examples cannot be fitted in " + parts + " parts");
    }
    IntFunction<Temperature> withoutPart =
        part ->
            fit(
                scores.select(
                    IntStream.range(0, scores.size()).filter(i -> i % parts != part).toArray()));
    Temperature[] temperatures =
        IntStream.range(0, parts).mapToObj(withoutPart).toArray(Temperature[]::new);
    return scores.mapProbabilities((example, row) -> temperatures[example % parts].scale(row));
  }

  /** The same scores at this temperature. The decisions stay. */
  public ScoredExamples applyTo(ScoredExamples scores) {
    return scores.mapProbabilities((example, row) -> scale(row));
  }

  private double[] scale(double[] row) {
    double[] scaled = new double[row.length];
    double sum = 0;
    double top = LEAST_PROBABILITY;
    for (double probability : row) {
      top = Math.max(top, probability);
    }
    for (int i = 0; i < row.length; i++) {
      scaled[i] = Math.pow(Math.max(row[i], LEAST_PROBABILITY) / top, 1 / value);
      sum += scaled[i];
    }
    for (int i = 0; i < row.length; i++) {
      scaled[i] /= sum;
    }
    return scaled;
  }

  private static double meanLogLoss(ScoredExamples scores) {
    return Metric.LOG_LOSS.of(MetricSums.of(scores)).orElseThrow();
  }
}
