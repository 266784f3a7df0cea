package io.github.fer4j.eval.report;

import io.github.fer4j.eval.internal.plot.Axis;
import io.github.fer4j.eval.internal.plot.Axis.Format;
import io.github.fer4j.eval.internal.plot.Ink;
import io.github.fer4j.eval.internal.plot.LinePlot;
import io.github.fer4j.eval.internal.plot.LinePlot.Line;
import io.github.fer4j.eval.internal.plot.LinePlot.Style;
import io.github.fer4j.eval.internal.plot.LinePlot.Value;
import io.github.fer4j.eval.internal.plot.Plot;
import io.github.fer4j.eval.report.TrainingCurves.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The course of a training. */
final class TrainingPlots {
  private static final int FEW_EPOCHS = 30;

  private final TrainingCurves course;

  private TrainingPlots(TrainingCurves course) {
    this.course = course;
  }

  static Map<String, Plot> of(TrainingCurves course) {
    TrainingPlots plots = new TrainingPlots(course);
    Map<String, Plot> made = new LinkedHashMap<>();
    made.put(
        "training-accuracy",
        plots.plot("Accuracy by epoch", "accuracy", Format.PERCENT, plots.accuracies()));
    made.put(
        "training-loss",
        plots.plot("Loss by epoch", "cross-entropy", Format.NUMBER, plots.losses()));
    made.put(
        "learning-rate",
        plots.plot(
            "Learning rate by epoch",
            "learning rate",
            Format.NUMBER,
            Map.of("learning rate", Epoch::learningRate)));
    return made;
  }

  private Map<String, ToDoubleFunction<Epoch>> losses() {
    Map<String, ToDoubleFunction<Epoch>> losses = new LinkedHashMap<>();
    losses.put("Training", Epoch::trainLoss);
    putValidation(losses, "", Epoch::validationLoss);
    return losses;
  }

  private Map<String, ToDoubleFunction<Epoch>> accuracies() {
    Map<String, ToDoubleFunction<Epoch>> accuracies = new LinkedHashMap<>();
    accuracies.put("Training", Epoch::trainAccuracy);
    putValidation(accuracies, "", Epoch::validationAccuracy);
    putValidation(accuracies, ", crowd", Epoch::crowdAccuracy);
    return accuracies;
  }

  /** Adds a figure of the split that chose the epoch, where there is such a split and figure. */
  private void putValidation(
      Map<String, ToDoubleFunction<Epoch>> measures,
      String suffix,
      Function<Epoch, OptionalDouble> figure) {
    if (course.epochs().stream().allMatch(epoch -> figure.apply(epoch).isPresent())) {
      course
          .chosenOn()
          .ifPresent(
              split -> measures.put(split + suffix, epoch -> figure.apply(epoch).orElseThrow()));
    }
  }

  private Plot plot(
      String title, String what, Format format, Map<String, ToDoubleFunction<Epoch>> measures) {
    double low = extreme(measures, true);
    double high = extreme(measures, false);
    Axis y = Axis.covering(what, low, high, format);
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.reference(
            "epoch " + course.chosenEpoch() + ", kept",
            new Value(course.chosenEpoch(), y.min()),
            new Value(course.chosenEpoch(), y.max())));
    measures.entrySet().stream()
        .sorted(Map.Entry.<String, ToDoubleFunction<Epoch>>comparingByKey().reversed())
        .forEach(measure -> lines.add(line(measure.getKey(), measure.getValue())));
    return new LinePlot(title, title + ", by epoch", epochs(), y, List.of(), lines);
  }

  private double extreme(Map<String, ToDoubleFunction<Epoch>> measures, boolean lowest) {
    var values =
        course.epochs().stream()
            .flatMap(epoch -> measures.values().stream().map(m -> m.applyAsDouble(epoch)))
            .mapToDouble(Double::doubleValue);
    return (lowest ? values.min() : values.max()).orElse(0);
  }

  private Axis epochs() {
    int last = course.epochs().get(course.epochs().size() - 1).epoch();
    return Axis.covering("epoch", 0, last, Format.NUMBER);
  }

  private Line line(String label, ToDoubleFunction<Epoch> measure) {
    return new Line(
        Optional.of(label),
        Optional.of(label).equals(course.chosenOn()) ? Ink.ANGRY : Ink.ACCENT,
        course.epochs().size() <= FEW_EPOCHS ? Style.DOTTED_POINTS : Style.SOLID,
        course.epochs().stream()
            .map(epoch -> new Value(epoch.epoch(), measure.applyAsDouble(epoch)))
            .toList());
  }
}
