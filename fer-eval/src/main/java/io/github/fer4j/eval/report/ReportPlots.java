package io.github.fer4j.eval.report;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.eval.ConfusionMatrix;
import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.Metric;
import io.github.fer4j.eval.internal.plot.Axis;
import io.github.fer4j.eval.internal.plot.Ink;
import io.github.fer4j.eval.internal.plot.IntervalPlot;
import io.github.fer4j.eval.internal.plot.MatrixPlot;
import io.github.fer4j.eval.internal.plot.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The plots of a report, by the name of their file. */
final class ReportPlots {
  private final Report report;
  private final Map<String, Plot> plots = new LinkedHashMap<>();

  private ReportPlots(Report report) {
    this.report = report;
  }

  /** All plots that the report has figures for. */
  static Map<String, Plot> of(Report report) {
    ReportPlots made = new ReportPlots(report);
    made.plots.put("accuracy", made.standing());
    made.matrix("confusion", report.emotions().classSet().title(), report.emotions());
    made.matrix("states-by-top-class", "States by top class", report.statesByTopClass());
    made.matrix("states-by-sum", "States by summed probability", report.statesBySum());
    report.readings().content().ifPresent(r -> made.plots.put("readings", readings(r)));
    made.plots.putAll(CurvePlots.of(report));
    report.training().content().ifPresent(course -> made.plots.putAll(TrainingPlots.of(course)));
    report
        .robustness()
        .content()
        .ifPresent(
            r -> made.plots.put("robustness", RobustnessPlot.of(r, report.emotions().classSet())));
    return made.plots;
  }

  private Plot standing() {
    List<IntervalPlot.Row> rows = new ArrayList<>();
    Baselines baselines = report.baselines();
    double majority = baselines.majorityAccuracy();
    rows.add(
        new IntervalPlot.Row(
            "Always " + baselines.majorityClass(),
            majority,
            majority,
            majority,
            percent(majority),
            Ink.MUTED));
    double human = baselines.human().accuracy();
    double margin = baselines.human().margin();
    rows.add(
        new IntervalPlot.Row(
            "People, seven classes",
            human - margin,
            human,
            human + margin,
            percent(human),
            Ink.MUTED));
    addFigures(rows, "This model", report.figures(), Ink.ACCENT);
    report
        .augmented()
        .content()
        .ifPresent(f -> addFigures(rows, "… with augmentation", f, Ink.ACCENT));
    report
        .withoutLeaked()
        .content()
        .ifPresent(f -> addFigures(rows, "… without leaked", f, Ink.ACCENT));
    return new IntervalPlot(
        "Accuracy over " + report.emotions().classSet() + " classes",
        "Accuracy of always saying the most frequent class, of people, and of this model with"
            + " 95 % intervals",
        axis(rows),
        rows);
  }

  private static Plot readings(Readings readings) {
    List<IntervalPlot.Row> rows = new ArrayList<>();
    for (Readings.Row row : readings.rows()) {
      boolean own = row.truth().equals(Truth.ofReading(row.reading()));
      String label = row.reading() + ": " + row.truth().title() + row.truth().agreement().mark();
      addFigures(rows, label, row.figures(), own ? Ink.ACCENT : Ink.MUTED);
    }
    return new IntervalPlot(
        "Accuracy of each reading against labels and votes",
        "Accuracy of each reading of the model, with 95 % intervals, against the labels and against"
            + " what people say, by how far they agree",
        axis(rows),
        rows);
  }

  private static Axis axis(List<IntervalPlot.Row> rows) {
    double low = rows.stream().mapToDouble(IntervalPlot.Row::low).min().orElse(0);
    double high = rows.stream().mapToDouble(IntervalPlot.Row::high).max().orElse(1);
    return Axis.covering("accuracy", low, high, Axis.Format.PERCENT);
  }

  private static void addFigures(
      List<IntervalPlot.Row> rows, String label, Figures figures, Ink ink) {
    Estimate accuracy = figures.emotions().get(Metric.ACCURACY.key());
    double value = accuracy.value().orElseThrow();
    rows.add(
        new IntervalPlot.Row(
            label,
            accuracy.low().orElse(value),
            value,
            accuracy.high().orElse(value),
            percent(value),
            ink));
  }

  private void matrix(String name, String title, Classification classification) {
    ConfusionMatrix matrix = classification.matrix();
    plots.put(
        name,
        plot(
            matrix,
            title + ", faces",
            (truth, decision) -> String.format(Locale.ROOT, "%,d", matrix.count(truth, decision))));
    plots.put(
        name + "-by-row",
        plot(
            matrix,
            title + ", share of each row",
            (truth, decision) -> {
              var share = matrix.share(truth, decision);
              return share.isPresent() ? percent(share.getAsDouble()) : "–";
            }));
  }

  private interface CellText {
    String of(int truth, int decision);
  }

  private static Plot plot(ConfusionMatrix matrix, String title, CellText text) {
    List<List<Double>> shares = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    for (int row = 0; row < matrix.classes(); row++) {
      int truth = row;
      shares.add(cells(matrix).mapToObj(d -> matrix.share(truth, d).orElse(0)).toList());
      texts.add(cells(matrix).mapToObj(d -> text.of(truth, d)).toList());
    }
    String description = "Confusion matrix with the truth in its rows. " + matrix;
    return new MatrixPlot(title, description, matrix.labels(), shares, texts);
  }

  private static IntStream cells(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.classes());
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** The colour of a class by its label; empty for what is no class. */
  static Optional<Ink> inkOf(String label) {
    return Arrays.stream(Emotion.values())
        .filter(emotion -> emotion.label().equalsIgnoreCase(label))
        .findFirst()
        .map(Ink::of);
  }
}
