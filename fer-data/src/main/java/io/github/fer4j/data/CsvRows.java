package io.github.fer4j.data;

import io.github.fer4j.data.LoadedRows.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a CSV with pixels: FER2013's, or one without its Usage column. */
final class CsvRows {
  private static final int PROGRESS_INTERVAL = 1000;

  private final LoadOptions options;
  private final List<Example> examples = new ArrayList<>();
  private SkippedRows skipped = SkippedRows.NONE;

  private CsvRows(LoadOptions options) {
    this.options = options;
  }

  static LoadedRows read(Path file, LoadOptions options) throws IOException {
    try (CsvSource source = CsvSource.ofFile(file).readingAhead();
        FerRows rows = FerRows.open(source, options.splits().column())) {
      CsvRows read = new CsvRows(options);
      read.readAll(rows);
      return read.result(source.sha256(), rows.columns());
    }
  }

  private LoadedRows result(String sha256, FerColumns columns) {
    if (!columns.hasUsage()) {
      return new LoadedRows(
          "a CSV of pixels without splits", sha256, examples, skipped, Splits.NONE);
    }
    return columns.usageChosen()
        ? new LoadedRows(
            "a CSV of pixels with splits in column " + options.splits().column().orElseThrow(),
            sha256,
            examples,
            skipped,
            Splits.NAMED)
        : new LoadedRows(FerDataset.FER2013_FORM, sha256, examples, skipped, Splits.USAGE);
  }

  private void readAll(FerRows rows) throws IOException {
    while (readRow(rows)) {
      if (examples.size() % PROGRESS_INTERVAL == 0) {
        options.progress().accept(examples.size());
      }
    }
    options.progress().accept(examples.size());
  }

  private boolean readRow(FerRows rows) throws IOException {
    try {
      Optional<Example> example = rows.next();
      example.ifPresent(examples::add);
      return example.isPresent();
    } catch (MalformedDataException bad) {
      if (options.strict() || bad.row() == 0) {
        throw bad;
      }
      skipped = skipped.and(bad);
      return true;
    }
  }
}
