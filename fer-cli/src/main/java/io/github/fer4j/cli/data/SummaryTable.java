package io.github.fer4j.cli.data;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import io.github.fer4j.core.State;
import io.github.fer4j.data.DatasetSummary;
import io.github.fer4j.data.FerDataset;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** A summary as a table for people. */
final class SummaryTable {
  private static final String FIRST_COLUMN = "%-12s";
  private static final String COLUMN = "%10s";
  private static final String TOTAL = "All";

  /**
   * @param heading head of the column
   * @param count what stands in a split's row
   */
  private record Column(String heading, ToIntFunction<Split> count) {
    int total() {
      return Arrays.stream(Split.values()).mapToInt(count).sum();
    }
  }

  private SummaryTable() {}

  static void print(PrintWriter out, FerDataset dataset) {
    DatasetSummary summary = dataset.summary();
    out.println(dataset.file());
    out.println("SHA-256 " + dataset.sha256());
    out.println();
    printTable(out, columns(summary));
    out.println();
    out.println("Dropped are the labels that have no class here: " + dropped(summary) + ".");
    for (Split split : Split.values()) {
      if (summary.rows(split) == 0) {
        out.println("The file has no " + split.usage() + " rows.");
      }
    }
    out.println("Bad rows skipped: " + summary.skipped().count() + ".");
  }

  private static List<Column> columns(DatasetSummary summary) {
    List<Column> columns = new ArrayList<>();
    for (Emotion emotion : Emotion.inOrder()) {
      columns.add(new Column(emotion.label(), split -> summary.count(split, emotion)));
    }
    for (State state : State.values()) {
      columns.add(new Column(state.label(), split -> summary.count(split, state)));
    }
    columns.add(new Column("Used", summary::used));
    columns.add(new Column("Dropped", summary::dropped));
    columns.add(new Column("Rows", summary::rows));
    return columns;
  }

  private static void printTable(PrintWriter out, List<Column> columns) {
    out.println(line("", columns.stream().map(Column::heading).toList()));
    for (Split split : Split.values()) {
      out.println(
          line(
              split.usage(),
              columns.stream().map(column -> number(column.count.applyAsInt(split))).toList()));
    }
    out.println(line(TOTAL, columns.stream().map(column -> number(column.total())).toList()));
  }

  private static String line(String first, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, FIRST_COLUMN, first));
    for (String cell : cells) {
      line.append(String.format(Locale.ROOT, COLUMN, cell));
    }
    return line.toString();
  }

  private static String dropped(DatasetSummary summary) {
    List<String> parts = new ArrayList<>();
    for (FerLabel label : FerLabel.values()) {
      if (label.emotion().isEmpty()) {
        Column column = new Column("", split -> summary.count(split, label));
        parts.add(label.name().toLowerCase(Locale.ROOT) + " " + number(column.total()));
      }
    }
    return String.join(", ", parts);
  }

  private static String number(int count) {
    return count == 0 ? "-" : String.format(Locale.ROOT, "%,d", count);
  }
}
