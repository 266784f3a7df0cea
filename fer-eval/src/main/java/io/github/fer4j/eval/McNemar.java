package io.github.fer4j.eval;

import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Whether two classifiers are right equally often on the same examples (Q. McNemar, 1947), by the
 * exact binomial test on the examples that only one of them has right.
 *
 * @param bothRight examples that both have right
 * @param onlyFirstRight examples that the first alone has right
 * @param onlySecondRight examples that the second alone has right
 * @param bothWrong examples that neither has right
 * @param pValue two-sided probability of so uneven a division if they were equally good; 1 where
 *     they never differ
 */
public record McNemar(
    int bothRight, int onlyFirstRight, int onlySecondRight, int bothWrong, double pValue) {

  /**
   * The test on these scores.
   *
   * @throws IllegalArgumentException if they are not of the same examples in the same order
   */
  public static McNemar of(ScoredExamples first, ScoredExamples second) {
    first.requireSameExamples(second);
    int[][] counts = new int[2][2];
    for (int i = 0; i < first.size(); i++) {
      counts[first.correct(i) ? 1 : 0][second.correct(i) ? 1 : 0]++;
    }
    int differ = counts[1][0] + counts[0][1];
    double p =
        differ == 0 ? 1 : BinomialTest.withDefaults().test(differ, counts[0][1], 0.5).getPValue();
    return new McNemar(counts[1][1], counts[1][0], counts[0][1], counts[0][0], p);
  }
}
