/**
 * How good a classifier is, as pure functions of {@link io.github.fer4j.eval.ScoredExamples}:
 * truths, probabilities and the rows that they belong to.
 *
 * <p>{@link io.github.fer4j.eval.Evaluation} holds the figures of one set of scores, for the five
 * classes and for the two states. A {@link io.github.fer4j.eval.Metric} is a function of a {@link
 * io.github.fer4j.eval.MetricSums}, the sums that all metrics can be read from. A figure whose
 * definition divides by zero is absent, never NaN. Definitions follow those that scikit-learn
 * publishes, unless a method says otherwise.
 */
@NullMarked
package io.github.fer4j.eval;

import org.jspecify.annotations.NullMarked;
