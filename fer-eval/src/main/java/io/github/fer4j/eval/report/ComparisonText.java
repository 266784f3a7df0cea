package io.github.fer4j.eval.report;

import io.github.fer4j.eval.Estimate;
import io.github.fer4j.eval.McNemar;
import io.github.fer4j.eval.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link Comparison} as plain text for a terminal, and as a page. */
public final class ComparisonText {
  private static final String ABSENT = "-";
  private static final double SMALLEST_P = 0.0001;

  private final StringBuilder out = new StringBuilder();

  private ComparisonText() {}

  /** Lines of text of at most 80 columns, each ended by a line feed. */
  public static String of(Comparison comparison) {
    ComparisonText text = new ComparisonText();
    Comparison.Side first = comparison.sides().get(0);
    Comparison.Side second = comparison.sides().get(1);
    text.line("%,d faces of %s", first.faces(), first.split());
    text.line("A  %s  %s", first.sha256().substring(0, 12), first.name());
    text.line("B  %s  %s", second.sha256().substring(0, 12), second.name());
    text.paired(comparison.classSet().title(), comparison.emotions());
    text.paired("Two states, top class", comparison.states());
    text.readings(comparison.readings());
    return text.out.toString();
  }

  private void readings(List<Comparison.ReadingPair> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    line("");
    line("%-9s%-9s%-25s%8s%10s%10s", "Accuracy", "against", "where", "faces", "A", "B");
    for (Comparison.ReadingPair pair : pairs) {
      line(
          "%-9s%-9s%-25s%8d%10s%10s",
          pair.reading(),
          pair.truth().title(),
          pair.truth().agreement().title(),
          pair.faces(),
          number(pair.first(), "%.4f"),
          number(pair.second(), "%.4f"));
    }
  }

  private void paired(String title, Comparison.Paired paired) {
    line("");
    line("%-24s%10s%10s%12s%22s", title, "A", "B", "B - A", "95 % interval");
    for (Metric metric : Metric.values()) {
      String key = metric.key();
      if (paired.difference().get(key).value().isEmpty()) {
        continue;
      }
      line(
          "%-24s%10s%10s%12s%22s",
          metric.title(),
          number(paired.first().get(key), "%.4f"),
          number(paired.second().get(key), "%.4f"),
          number(paired.difference().get(key), "%+.4f"),
          interval(paired.difference().get(key)));
    }
    line("%s", test(paired.mcNemar()));
  }

  private static String test(McNemar test) {
    String p =
        test.pValue() < SMALLEST_P
            ? "p < 0.0001"
            : String.format(Locale.ROOT, "p = %.4f", test.pValue());
    return String.format(
        Locale.ROOT,
        "Only A right on %,d faces, only B on %,d: McNemar's exact test, %s",
        test.onlyFirstRight(),
        test.onlySecondRight(),
        p);
  }

  private static String number(Estimate estimate, String format) {
    return estimate.value().isPresent()
        ? String.format(Locale.ROOT, format, estimate.value().getAsDouble())
        : ABSENT;
  }

  private static String interval(Estimate estimate) {
    return estimate.low().isPresent() && estimate.high().isPresent()
        ? String.format(
            Locale.ROOT,
            "%+.4f to %+.4f",
            estimate.low().getAsDouble(),
            estimate.high().getAsDouble())
        : ABSENT;
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }

  /**
   * Writes {@code comparison.json} and {@code comparison.html} into a new folder.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the folder exists
   * @throws IOException if it cannot be written
   */
  public static void write(Comparison comparison, Path folder) throws IOException {
    String page =
        Templates.page(
            "comparison.ftlh",
            Map.of(
                "c",
                ReportJson.tree(comparison),
                "agreements",
                ReportText.agreements(),
                "class_title",
                comparison.classSet().title(),
                "metrics",
                ReportText.metrics(),
                "plots",
                ReportText.drawn(ComparisonPlots.of(comparison))));
    WholeFolder.write(
        folder,
        into -> {
          Files.writeString(into.resolve("comparison.json"), ReportJson.text(comparison));
          ReportJson.copySchema(Comparison.SCHEMA, into);
          Files.writeString(into.resolve("comparison.html"), page);
        });
  }
}
