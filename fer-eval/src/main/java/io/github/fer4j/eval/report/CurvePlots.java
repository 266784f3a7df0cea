package io.github.fer4j.eval.report;

import io.github.fer4j.eval.CoverageCurve;
import io.github.fer4j.eval.PrecisionRecallCurve;
import io.github.fer4j.eval.Reliability;
import io.github.fer4j.eval.RocCurve;
import io.github.fer4j.eval.ThresholdCurve;
import io.github.fer4j.eval.internal.plot.Axis;
import io.github.fer4j.eval.internal.plot.Ink;
import io.github.fer4j.eval.internal.plot.LinePlot;
import io.github.fer4j.eval.internal.plot.LinePlot.Column;
import io.github.fer4j.eval.internal.plot.LinePlot.Line;
import io.github.fer4j.eval.internal.plot.LinePlot.Style;
import io.github.fer4j.eval.internal.plot.LinePlot.Value;
import io.github.fer4j.eval.internal.plot.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Curves over probabilities: ROC, precision-recall, reliability, coverage, thresholds. */
final class CurvePlots {
  private static final double COLUMN_OPACITY = 0.32;
  private static final double SHARE_OPACITY = 0.8;

  /** What is taken off each side of a bin for its narrow column. */
  private static final double NARROW = 0.32;

  private CurvePlots() {}

  static Map<String, Plot> of(Report report) {
    Map<String, Plot> plots = new LinkedHashMap<>();
    plots.put("roc", roc(report.emotions()));
    plots.put("precision-recall", precisionRecall(report.emotions()));
    plots.put("reliability", reliability("As the model is", report.calibration().reliability()));
    report
        .calibration()
        .scaled()
        .content()
        .ifPresent(
            scaled -> {
              String title =
                  String.format(Locale.ROOT, "At temperature %.2f", scaled.temperature());
              plots.put("reliability-scaled", reliability(title, scaled.reliability()));
            });
    plots.put("coverage", coverage(report.decisions().coverage()));
    plots.put("threshold", threshold(report.decisions()));
    return plots;
  }

  private static Plot roc(Classification classes) {
    List<Line> curves =
        classes.classes().stream()
            .flatMap(c -> c.roc().stream().map(curve -> rocLine(c.metrics().label(), curve)))
            .toList();
    return new LinePlot(
        "ROC, each class against the rest",
        "True positive rate against false positive rate of each class",
        Axis.share("false positive rate"),
        Axis.share("true positive rate"),
        List.of(),
        with(Line.reference(new Value(0, 0), new Value(1, 1)), curves));
  }

  private static Line rocLine(String label, RocCurve curve) {
    return new Line(
        Optional.of(String.format(Locale.ROOT, "%s %.3f", label, curve.area())),
        ReportPlots.inkOf(label).orElse(Ink.ACCENT),
        Style.SOLID,
        curve.points().stream()
            .map(p -> new Value(p.falsePositiveRate(), p.truePositiveRate()))
            .toList());
  }

  private static Plot precisionRecall(Classification classes) {
    return new LinePlot(
        "Precision and recall, each class against the rest",
        "Share of what is called so that truly is, against share of the class that is found",
        Axis.share("recall"),
        Axis.share("precision"),
        List.of(),
        classes.classes().stream()
            .flatMap(c -> c.precisionRecall().stream().map(p -> prLine(c.metrics().label(), p)))
            .toList());
  }

  private static Line prLine(String label, PrecisionRecallCurve curve) {
    return new Line(
        Optional.of(String.format(Locale.ROOT, "%s %.3f", label, curve.averagePrecision())),
        ReportPlots.inkOf(label).orElse(Ink.ACCENT),
        Style.SOLID,
        curve.points().stream().map(p -> new Value(p.recall(), p.precision())).toList());
  }

  private static Plot reliability(String title, Reliability reliability) {
    List<Value> means =
        reliability.bins().stream()
            .filter(bin -> bin.accuracy().isPresent())
            .map(bin -> new Value(bin.confidence().getAsDouble(), bin.accuracy().getAsDouble()))
            .toList();
    return new LinePlot(
        "Reliability: " + title.toLowerCase(Locale.ROOT),
        "Accuracy against the probability of the class decided on, in bins; on the diagonal"
            + " probabilities keep their word",
        Axis.share("probability of the class decided on"),
        Axis.share("accuracy"),
        columns(reliability),
        List.of(
            Line.reference("perfect", new Value(0, 0), new Value(1, 1)),
            new Line(Optional.of("measured"), Ink.ACCENT, Style.DOTTED_POINTS, means)));
  }

  /** Accuracy of each bin, and narrow before it the share of all faces that is in the bin. */
  private static List<Column> columns(Reliability reliability) {
    int faces = reliability.bins().stream().mapToInt(Reliability.Bin::count).sum();
    List<Column> columns = new ArrayList<>();
    for (Reliability.Bin bin : reliability.bins()) {
      bin.accuracy()
          .ifPresent(
              accuracy -> {
                double inset = NARROW * (bin.high() - bin.low());
                columns.add(
                    new Column(bin.low(), bin.high(), accuracy, Ink.ACCENT, COLUMN_OPACITY));
                columns.add(
                    new Column(
                        bin.low() + inset,
                        bin.high() - inset,
                        (double) bin.count() / faces,
                        Ink.MUTED,
                        SHARE_OPACITY));
              });
    }
    return columns;
  }

  private static Plot coverage(CoverageCurve curve) {
    List<Value> values =
        curve.points().stream().map(p -> new Value(p.coverage(), p.accuracy())).toList();
    double lowest = values.stream().mapToDouble(Value::y).min().orElse(0);
    return new LinePlot(
        "Accuracy where unsure faces are left out",
        "Accuracy over the share of faces that remain when the least probable decisions are left"
            + " out",
        Axis.share("faces that remain"),
        Axis.covering("accuracy", Math.min(lowest, 0.9), 1, Axis.Format.PERCENT),
        List.of(),
        List.of(new Line(Optional.empty(), Ink.ACCENT, Style.SOLID, values)));
  }

  private static Plot threshold(Decisions decisions) {
    ThresholdCurve curve = decisions.notOkay();
    return new LinePlot(
        "Calling a face NOT Okay",
        "Precision, recall, F1 and accuracy of NOT Okay by the threshold on its summed"
            + " probability",
        Axis.share("threshold on the summed probability"),
        Axis.share("share"),
        List.of(),
        Stream.of(
                decisions.threshold().content().map(CurvePlots::chosen),
                line("precision", Ink.FEAR, curve, ThresholdCurve.Point::precision),
                line("recall", Ink.ANGRY, curve, ThresholdCurve.Point::recall),
                line("F1", Ink.ACCENT, curve, ThresholdCurve.Point::f1),
                line("accuracy", Ink.GOOD, curve, p -> OptionalDouble.of(p.accuracy())))
            .flatMap(Optional::stream)
            .toList());
  }

  private static Line chosen(Decisions.ChosenThreshold chosen) {
    double at = chosen.there().threshold();
    return Line.reference(
        String.format(Locale.ROOT, "%.2f, chosen on %s", at, chosen.chosenOn()),
        new Value(at, 0),
        new Value(at, 1));
  }

  /** The line of a measure; empty where the measure is undefined at every threshold. */
  private static Optional<Line> line(
      String label,
      Ink ink,
      ThresholdCurve curve,
      Function<ThresholdCurve.Point, OptionalDouble> height) {
    List<Value> values =
        curve.points().stream()
            .filter(point -> height.apply(point).isPresent())
            .map(point -> new Value(point.threshold(), height.apply(point).getAsDouble()))
            .toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Line(Optional.of(label), ink, Style.SOLID, values));
  }

  private static List<Line> with(Line first, List<Line> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }
}
