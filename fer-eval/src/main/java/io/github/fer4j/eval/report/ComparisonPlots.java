package io.github.fer4j.eval.report;

import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.internal.plot.Axis;
import io.github.fer4j.eval.internal.plot.Ink;
import io.github.fer4j.eval.internal.plot.IntervalPlot;
import io.github.fer4j.eval.internal.plot.IntervalPlot.Row;
import io.github.fer4j.eval.internal.plot.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The differences of a comparison, beside each other around zero. */
final class ComparisonPlots {
  private ComparisonPlots() {}

  static Map<String, Plot> of(Comparison comparison) {
    return Map.of(
        "difference-emotions",
            differences(comparison.classSet().title() + ", B − A", comparison.emotions()),
        "difference-states", differences("Two states, B − A", comparison.states()));
  }

  private static Plot differences(String title, Comparison.Paired paired) {
    List<Row> rows = new ArrayList<>();
    double lowest = 0;
    double highest = 0;
    for (Metric metric : Metric.values()) {
      Estimate estimate = paired.difference().get(metric.key());
      if (estimate.value().isPresent()) {
        Row row = row(metric, estimate);
        rows.add(row);
        lowest = Math.min(lowest, row.low());
        highest = Math.max(highest, row.high());
      }
    }
    return new IntervalPlot(
        title,
        "Difference of each figure with its 95 % interval; green where B is better and red where it"
            + " is worse beyond the interval",
        Axis.covering("difference", lowest, highest, Axis.Format.NUMBER),
        rows);
  }

  private static Row row(Metric metric, Estimate estimate) {
    double value = estimate.value().orElseThrow();
    double low = estimate.low().orElse(value);
    double high = estimate.high().orElse(value);
    return new Row(
        metric.title(),
        low,
        value,
        high,
        String.format(Locale.ROOT, "%+.3f", value),
        ink(metric.higherIsBetter(), low, high));
  }

  private static Ink ink(boolean higherIsBetter, double low, double high) {
    if (low > 0) {
      return higherIsBetter ? Ink.GOOD : Ink.BAD;
    }
    if (high < 0) {
      return higherIsBetter ? Ink.BAD : Ink.GOOD;
    }
    return Ink.MUTED;
  }
}
