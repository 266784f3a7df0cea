package io.github.fer4j.eval.report;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the history beside a model, which otherwise takes a whole evaluation. */
public final class HistoryReader {
  private HistoryReader() {}

  /** Reads it, or throws what an evaluation would. */
  public static void read(Path file) throws IOException {
    HistoryCsv.read(file);
  }
}
