package io.github.fer4j.db;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Prediction;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Probabilities in columns, one for each class there is, whatever classes the model has. */
final class ClassProbabilities {
  private static final int COLUMNS = 8;

  private ClassProbabilities() {}

  /** In the order of the classes; null, which is not 0, for those that the model does not know. */
  static @Nullable Double[] of(Prediction prediction) {
    double[] known = prediction.toArray();
    @Nullable Double[] columns = new Double[COLUMNS];
    for (int i = 0; i < known.length; i++) {
      columns[i] = known[i];
    }
    return columns;
  }

  /**
   * The prediction that these columns hold.
   *
   * @throws IllegalArgumentException if it cannot be
   */
  static Prediction prediction(List<? extends @Nullable Double> columns) {
    List<Double> known =
        columns.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    return new Prediction(classes(known.size()), known);
  }

  private static ClassSet classes(int size) {
    return Stream.of(ClassSet.values())
        .filter(set -> set.size() == size)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No class set has " + size + " classes"));
  }
}
