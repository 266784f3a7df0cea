package io.github.fer4j.cli.db;

import io.github.fer4j.core.OneLine;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.PredictionWriter;
import io.github.fer4j.db.WriteReport;
import io.github.fer4j.db.WriterOptions;
import java.io.PrintWriter;
import java.util.Locale;

/** Stores what a command sees, and says at the end what is stored and what is not. */
public final class StoreRun implements AutoCloseable {
  private final StoreOptions options;
  private final PredictionStore store;
  private final PredictionWriter writer;
  private final PrintWriter err;
  private boolean complete;

  /** Opens the store, so that one that cannot be opened ends the command before it begins. */
  public StoreRun(StoreOptions options, PrintWriter err) {
    this.options = options;
    this.store = options.open();
    this.writer = store.writer(WriterOptions.defaults(StoreOptions.newSpillFile()));
    this.err = err;
  }

  /** Takes a record; waits while the database cannot keep up. */
  public void write(PredictionRecord record) {
    writer.write(record);
  }

  /**
   * Stores what is left and says what came of it. It throws nothing: what else a command writes is
   * still wanted when a database fails at the end. {@link #complete} tells whether it did.
   */
  @Override
  public void close() {
    WriteReport report = writer.finish();
    store.close();
    complete = report.complete();
    err.printf(Locale.ROOT, "stored %,d predictions in %s%n", report.stored(), store.address());
    if (!complete) {
      err.println("fer: " + OneLine.of(shortfall(report)));
    }
    err.flush();
  }

  private String shortfall(WriteReport report) {
    StringBuilder said = new StringBuilder();
    report
        .spillFile()
        .ifPresent(
            file ->
                said.append(
                    String.format(
                        Locale.ROOT,
                        "%,d predictions are not stored but kept in %s; %s stores them. ",
                        report.spilled(),
                        file,
                        options.loadCommand(file))));
    if (report.lost() > 0) {
      said.append(String.format(Locale.ROOT, "%,d predictions are lost. ", report.lost()));
    }
    report.failure().ifPresent(failure -> said.append(failure.getMessage()));
    return said.toString();
  }

  /** Whether all is stored; known once this is closed. */
  public boolean complete() {
    return complete;
  }
}
