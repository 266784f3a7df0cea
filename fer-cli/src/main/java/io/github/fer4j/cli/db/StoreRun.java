package io.github.fer4j.cli.db;

import io.github.fer4j.db.Observation;
import io.github.fer4j.db.ObservationWriter;
import io.github.fer4j.db.PredictionStore;
import io.github.fer4j.db.WriteReport;
import io.github.fer4j.db.WriterOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Stores what a command sees, and says at the end what is stored and what is not. */
public final class StoreRun implements AutoCloseable {
  private final PredictionStore store;
  private final ObservationWriter writer;
  private final PrintWriter err;

  /** Opens the store, so that one that cannot be opened ends the command before it begins. */
  public StoreRun(StoreOptions options, PrintWriter err) {
    this.store = options.open();
    this.writer = store.writer(WriterOptions.defaults(StoreOptions.newUnsavedFile()));
    this.err = err;
  }

  /** Takes an observation; waits while the database cannot keep up. */
  public void write(Observation observation) {
    writer.write(observation);
  }

  /**
   * Stores what is left.
   *
   * @throws IOException if something is not stored; the message says where it is instead
   */
  @Override
  public void close() throws IOException {
    WriteReport report = writer.finish();
    String place = store.address().toString();
    store.close();
    err.printf(Locale.ROOT, "stored %,d predictions in %s%n", report.stored(), place);
    err.flush();
    if (!report.complete()) {
      throw new IOException(
          report
                  .unsavedFile()
                  .map(
                      file ->
                          String.format(
                              Locale.ROOT,
                              "%,d predictions are not stored but kept in %s; store them with 'fer db"
                                  + " load %s'. ",
                              report.unsaved(),
                              file,
                              file))
                  .orElse("")
              + (report.lost() == 0
                  ? ""
                  : String.format(Locale.ROOT, "%,d predictions are lost. ", report.lost()))
              + report.failure().map(Throwable::getMessage).orElse(""));
    }
  }
}
