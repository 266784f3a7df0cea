package io.github.fer4j.eval.report;

import io.github.fer4j.core.Split;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.MetricSums;
import io.github.fer4j.eval.Reliability;
import io.github.fer4j.eval.ScoredExamples;
import io.github.fer4j.eval.Temperature;

/**
 * How far the probabilities can be taken at their word.
 *
 * @param reliability confidence against accuracy as the model is
 * @param scaled the same with the fitted temperature; absent without faces of PublicTest to fit on
 */
public record Calibration(Reliability reliability, Section<Scaled> scaled) {
  private static final int PARTS = 5;

  /**
   * With a temperature that was fitted on PublicTest.
   *
   * @param temperature divides the logits
   * @param measuredOn how the figures below were measured, a sentence
   * @param reliability confidence against accuracy at the temperature
   * @param logLossBefore mean log loss without it
   * @param logLossAfter mean log loss with it
   */
  public record Scaled(
      double temperature,
      String measuredOn,
      Reliability reliability,
      double logLossBefore,
      double logLossAfter) {}

  /**
   * @param scores of the evaluated split
   * @param split which that is
   * @param publicTest scores of PublicTest, which are the same where that is what is evaluated
   */
  static Calibration of(ScoredExamples scores, String split, Section<ScoredExamples> publicTest) {
    Section<Scaled> scaled =
        publicTest
            .content()
            .filter(fitted -> fitted.size() >= 2 * PARTS)
            .map(fitted -> Section.of(scaled(scores, split, fitted)))
            .orElseGet(
                () ->
                    Section.absent(
                        publicTest
                            .absent()
                            .orElse(
                                "A temperature is fitted on PublicTest alone, and this file has too"
                                    + " few of its faces.")));
    return new Calibration(Reliability.of(scores), scaled);
  }

  private static Scaled scaled(ScoredExamples scores, String split, ScoredExamples publicTest) {
    Temperature temperature = Temperature.fit(publicTest);
    boolean sameFaces = split.equals(Split.PUBLIC_TEST.usage());
    ScoredExamples after =
        sameFaces ? Temperature.crossFitted(scores, PARTS) : temperature.applyTo(scores);
    String measuredOn =
        sameFaces
            ? "The same faces chose the temperature, so the figures at it are cross-fitted: each"
                + " fifth of the faces at the temperature of the other four."
            : "These faces had no part in choosing the temperature.";
    return new Scaled(
        temperature.value(), measuredOn, Reliability.of(after), logLoss(scores), logLoss(after));
  }

  private static double logLoss(ScoredExamples scores) {
    return Metric.LOG_LOSS.of(MetricSums.of(scores)).orElseThrow();
  }
}
