package io.github.fer4j.eval.report;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.internal.plot.Axis;
import io.github.fer4j.eval.internal.plot.Ink;
import io.github.fer4j.eval.internal.plot.LinePlot;
import io.github.fer4j.eval.internal.plot.LinePlot.Line;
import io.github.fer4j.eval.internal.plot.LinePlot.Style;
import io.github.fer4j.eval.internal.plot.LinePlot.Value;
import io.github.fer4j.eval.internal.plot.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Accuracy under worse pictures, all ways in one plot by the number of the step. */
final class RobustnessPlot {
  private static final Ink[] INKS = {Ink.ACCENT, Ink.ANGRY, Ink.HAPPY, Ink.FEAR, Ink.NEUTRAL};

  /** Lines stand side by side, so that their intervals can be told apart. */
  private static final double OFFSET = 0.06;

  private RobustnessPlot() {}

  static Plot of(Robustness robustness, ClassSet classes) {
    List<Line> lines = new ArrayList<>();
    int steps = 0;
    for (int i = 0; i < robustness.corruptions().size(); i++) {
      Robustness.Course course = robustness.corruptions().get(i);
      double shift = (i - (robustness.corruptions().size() - 1) / 2.0) * OFFSET;
      lines.add(line(course, robustness.untouched(), shift, INKS[i % INKS.length]));
      steps = Math.max(steps, course.steps().size());
    }
    List<Double> ticks = IntStream.rangeClosed(0, steps).mapToObj(Double::valueOf).toList();
    return new LinePlot(
        "Accuracy under worse pictures",
        "Accuracy over "
            + classes
            + " classes by the strength of blur, noise, brightness, shift and rotation, with 95 %"
            + " intervals",
        new Axis("step of strength (0: untouched)", -0.3, steps + 0.3, ticks, Axis.Format.NUMBER),
        Axis.share("accuracy"),
        List.of(),
        lines);
  }

  private static Line line(Robustness.Course course, Estimate untouched, double shift, Ink ink) {
    List<Value> values = new ArrayList<>();
    values.add(value(shift, untouched));
    for (int step = 0; step < course.steps().size(); step++) {
      values.add(value(step + 1 + shift, course.steps().get(step).accuracy()));
    }
    return new Line(Optional.of(course.name()), ink, Style.DOTTED_POINTS, values);
  }

  private static Value value(double x, Estimate estimate) {
    double y = estimate.value().orElseThrow();
    return new Value(x, y, estimate.low().orElse(y), estimate.high().orElse(y));
  }
}
