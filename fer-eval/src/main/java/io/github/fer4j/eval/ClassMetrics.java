package io.github.fer4j.eval;

import java.util.OptionalDouble;

/**
 * How well one class is found.
 *
 * @param label name of the class
 * @param precision share of what was called so that truly is; absent where nothing was
 * @param recall share of the class that was found; absent where the class has no examples
 * @param f1 harmonic mean of the two; absent where the class neither is there nor was decided
 * @param support number of examples that are truly of the class
 * @param decided number of examples that were called so
 */
public record ClassMetrics(
    String label,
    OptionalDouble precision,
    OptionalDouble recall,
    OptionalDouble f1,
    int support,
    int decided) {}
