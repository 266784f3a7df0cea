package io.github.fer4j.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What figures must reach, for automatic checks.
 *
 * @param bounds least value by name, greatest for the losses; names are {@link Metric#key} for the
 *     the classes, and {@code state_} before one for the two states by top class
 */
public record QualityGate(Map<String, Double> bounds) {
  private static final String STATE_PREFIX = "state_";

  /**
   * @throws IllegalArgumentException if a name is unknown or a bound not finite
   */
  public QualityGate {
    bounds = new LinkedHashMap<>(bounds);
    bounds.forEach(
        (name, bound) -> {
          metric(name);
          if (bound == null || !Double.isFinite(bound)) {
            throw new IllegalArgumentException("The bound of " + name + " is " + bound);
          }
        });
  }

  /** What falls short, a sentence each; empty where nothing does. */
  public List<String> shortfalls(Evaluation evaluation) {
    List<String> shortfalls = new ArrayList<>();
    bounds.forEach(
        (name, bound) -> {
          Metric metric = metric(name);
          boolean ofStates = name.startsWith(STATE_PREFIX);
          OptionalDouble value =
              metric.of(ofStates ? evaluation.statesByTopClass() : evaluation.emotions());
          if (value.isEmpty()) {
            shortfalls.add(name + " is undefined for these faces, and should reach " + bound);
          } else if (isShort(metric, value.getAsDouble(), bound)) {
            shortfalls.add(
                String.format(
                    Locale.ROOT,
                    "%s is %.4f, %s %s",
                    name,
                    value.getAsDouble(),
                    metric.higherIsBetter() ? "under" : "over",
                    bound));
          }
        });
    return shortfalls;
  }

  private static boolean isShort(Metric metric, double value, double bound) {
    return metric.higherIsBetter() ? value < bound : value > bound;
  }

  private static Metric metric(String name) {
    return Metric.ofKey(
        name.startsWith(STATE_PREFIX) ? name.substring(STATE_PREFIX.length()) : name);
  }
}
