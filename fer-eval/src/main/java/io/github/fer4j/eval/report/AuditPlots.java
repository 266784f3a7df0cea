package io.github.fer4j.eval.report;

import io.github.fer4j.data.audit.Brightness;
import io.github.fer4j.eval.internal.plot.Axis;
import io.github.fer4j.eval.internal.plot.BarPlot;
import io.github.fer4j.eval.internal.plot.BarPlot.Bar;
import io.github.fer4j.eval.internal.plot.BarPlot.Group;
import io.github.fer4j.eval.internal.plot.Ink;
import io.github.fer4j.eval.internal.plot.LinePlot;
import io.github.fer4j.eval.internal.plot.LinePlot.Line;
import io.github.fer4j.eval.internal.plot.LinePlot.Style;
import io.github.fer4j.eval.internal.plot.LinePlot.Value;
import io.github.fer4j.eval.internal.plot.Plot;
import io.github.fer4j.eval.report.AuditReport.SplitReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The plots of an audit: class balance of each split, and light. */
final class AuditPlots {
  private static final Ink[] INKS = {Ink.ACCENT, Ink.ANGRY, Ink.NEUTRAL};
  private static final int LEVELS = 256;

  private AuditPlots() {}

  static Map<String, Plot> of(AuditReport audit) {
    Map<String, Plot> plots = new LinkedHashMap<>();
    for (SplitReport split : audit.splits()) {
      plots.put("balance-" + split.split().toLowerCase(Locale.ROOT), balance(split));
    }
    plots.put("brightness", brightness(audit.splits()));
    return plots;
  }

  private static Plot balance(SplitReport split) {
    List<Group> groups = new ArrayList<>();
    split
        .labels()
        .forEach(
            (label, count) -> {
              String text =
                  String.format(Locale.ROOT, "%,d · %.1f %%", count, 100.0 * count / split.rows());
              Ink ink = ReportPlots.inkOf(label).orElse(Ink.MUTED);
              groups.add(new Group(label, List.of(new Bar(count, text, ink, 1))));
            });
    return new BarPlot(
        split.split() + ", rows by label",
        "Number of rows of each of the seven labels in " + split.split(),
        groups);
  }

  private static Plot brightness(List<SplitReport> splits) {
    List<Line> lines = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < splits.size(); i++) {
      SplitReport split = splits.get(i);
      List<Value> values = new ArrayList<>();
      List<Integer> histogram = split.brightness().histogram();
      for (int bin = 0; bin < histogram.size(); bin++) {
        double share = (double) histogram.get(bin) / split.rows();
        values.add(new Value((bin + 0.5) * LEVELS / Brightness.BINS, share));
        highest = Math.max(highest, share);
      }
      Ink ink = INKS[i % INKS.length];
      lines.add(new Line(Optional.of(split.split()), ink, Style.DOTTED_POINTS, values));
    }
    return new LinePlot(
        "Brightness of the images",
        "Share of the images of each split by their mean gray value",
        new Axis(
            "mean gray value of an image",
            0,
            LEVELS,
            List.of(0.0, 64.0, 128.0, 192.0, 256.0),
            Axis.Format.NUMBER),
        Axis.covering("images", 0, highest, Axis.Format.PERCENT),
        List.of(),
        lines);
  }
}
