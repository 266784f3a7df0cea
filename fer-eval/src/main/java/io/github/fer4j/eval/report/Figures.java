package io.github.fer4j.eval.report;

import io.github.fer4j.eval.Bootstrap;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.ScoredExamples;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every figure of one set of scores, with its interval, by the {@link Metric#key} of the metric.
 *
 * @param faces number of faces
 * @param emotions over the classes
 * @param statesByTopClass over the two states, by the most probable emotion
 * @param statesBySum over the two states, by summed probability
 */
public record Figures(
    int faces,
    Map<String, Estimate> emotions,
    Map<String, Estimate> statesByTopClass,
    Map<String, Estimate> statesBySum) {

  /** The figures of these scores over emotions. */
  static Figures of(ScoredExamples scores, Bootstrap bootstrap) {
    return new Figures(
        scores.size(),
        byKey(bootstrap.estimates(scores)),
        byKey(bootstrap.estimates(scores.statesByTopClass())),
        byKey(bootstrap.estimates(scores.statesBySum())));
  }

  static Map<String, Estimate> byKey(Map<Metric, Estimate> estimates) {
    Map<String, Estimate> byKey = new LinkedHashMap<>();
    estimates.forEach((metric, estimate) -> byKey.put(metric.key(), estimate));
    return byKey;
  }
}
