package io.github.fer4j.eval.report;

import io.github.fer4j.eval.ConfusedPair;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.ScoredExamples;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where it fails.
 *
 * @param pairs classes taken for each other, most often first
 * @param confidentErrors the wrong decisions with the highest probability
 */
public record Failures(List<ConfusedPair> pairs, List<ConfidentError> confidentErrors) {
  private static final int MOST_PAIRS = 8;
  private static final int MOST_ERRORS = 24;

  /**
   * A wrong decision.
   *
   * @param row of the face in the CSV
   * @param truth its label
   * @param decision what it was called
   * @param confidence probability of what it was called
   * @param truthProbability probability of its label
   */
  public record ConfidentError(
      int row, String truth, String decision, double confidence, double truthProbability) {}

  static Failures of(ScoredExamples scores) {
    List<ConfusedPair> pairs = ConfusedPair.of(ConfusionMatrix.of(scores));
    return new Failures(
        pairs.stream().limit(MOST_PAIRS).toList(),
        IntStream.range(0, scores.size())
            .filter(i -> !scores.correct(i))
            .boxed()
            .sorted(Comparator.comparingDouble(scores::confidence).reversed())
            .limit(MOST_ERRORS)
            .map(i -> error(scores, i))
            .toList());
  }

  private static ConfidentError error(ScoredExamples scores, int example) {
    return new ConfidentError(
        scores.row(example),
        scores.labels().get(scores.truth(example)),
        scores.labels().get(scores.decision(example)),
        scores.confidence(example),
        scores.probability(example, scores.truth(example)));
  }
}
