package io.github.fer4j.eval;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A true class and what it was called instead.
 *
 * @param truth label of the true class
 * @param decision label of the class decided on, another one
 * @param count how often
 * @param share of the true class's examples, 0 to 1
 */
public record ConfusedPair(String truth, String decision, int count, double share) {

  /** The pairs that were confused at all, most often first. */
  public static List<ConfusedPair> of(ConfusionMatrix matrix) {
    int classes = matrix.classes();
    return IntStream.range(0, classes * classes)
        .filter(i -> i / classes != i % classes)
        .filter(i -> matrix.count(i / classes, i % classes) > 0)
        .mapToObj(i -> pair(matrix, i / classes, i % classes))
        .sorted(Comparator.comparingInt(ConfusedPair::count).reversed())
        .toList();
  }

  private static ConfusedPair pair(ConfusionMatrix matrix, int truth, int decision) {
    return new ConfusedPair(
        matrix.labels().get(truth),
        matrix.labels().get(decision),
        matrix.count(truth, decision),
        matrix.share(truth, decision).orElseThrow());
  }
}
