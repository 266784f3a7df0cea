package io.github.fer4j.eval.report;

import io.github.fer4j.core.ModelCard;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the history beside a model, which otherwise takes a whole evaluation. */
public final class HistoryReader {
  private HistoryReader() {}

  /** Reads it, or throws what an evaluation would. */
  public static void read(Path folder, ModelCard card) throws IOException {
    HistoryCsv.read(folder, card);
  }
}
