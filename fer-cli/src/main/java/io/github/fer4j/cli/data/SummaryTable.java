package io.github.fer4j.cli.data;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import io.github.fer4j.data.DatasetSummary;
import io.github.fer4j.data.FerDataset;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** A summary as a table for people: a column for each split, a line for each kind of row. */
final class SummaryTable {
  private static final String NAME = "%-12s";
  private static final String CELL = "%13s";
  private static final String INDENT = "  ";

  private final PrintWriter out;
  private final DatasetSummary summary;
  private final ClassSet classes;

  private SummaryTable(PrintWriter out, DatasetSummary summary, ClassSet classes) {
    this.out = out;
    this.summary = summary;
    this.classes = classes;
  }

  static void print(PrintWriter out, FerDataset dataset, ClassSet classes) {
    out.println(dataset.file());
    out.println("SHA-256 " + dataset.sha256());
    out.println();
    new SummaryTable(out, dataset.summary(), classes).print();
  }

  private void print() {
    line("", Stream.concat(Arrays.stream(Split.values()).map(Split::usage), Stream.of("All")));
    for (Emotion emotion : classes.emotions()) {
      counts(emotion.label(), split -> summary.count(split, emotion));
    }
    counts("Used", split -> summary.used(split, classes));
    for (State state : State.values()) {
      counts(INDENT + state.label(), split -> summary.count(split, state, classes));
    }
    counts("Dropped", split -> summary.dropped(split, classes));
    for (FerLabel label : droppedLabels()) {
      counts(INDENT + label.name().toLowerCase(Locale.ROOT), split -> summary.count(split, label));
    }
    counts("Rows", summary::rows);
    out.println();
    out.println("Dropped are the labels that are none of the " + classes + " classes.");
    int skipped = summary.skipped().count();
    out.println("Bad rows skipped: " + (skipped == 0 ? "none" : number(skipped)) + ".");
  }

  private void counts(String name, ToIntFunction<Split> count) {
    int all = Arrays.stream(Split.values()).mapToInt(count).sum();
    line(
        name,
        Stream.concat(
            Arrays.stream(Split.values()).map(split -> number(count.applyAsInt(split))),
            Stream.of(number(all))));
  }

  private void line(String name, Stream<String> cells) {
    out.printf(Locale.ROOT, NAME, name);
    cells.forEach(cell -> out.printf(Locale.ROOT, CELL, cell));
    out.println();
  }

  private List<FerLabel> droppedLabels() {
    return Arrays.stream(FerLabel.values())
        .filter(label -> label.emotion(classes).isEmpty())
        .toList();
  }

  private static String number(int count) {
    return count == 0 ? "-" : String.format(Locale.ROOT, "%,d", count);
  }
}
