package io.github.fer4j.db;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Writes predictions as lines of text, in constant memory. */
final class PredictionExport {
  private final SequenceWriter lines;
  private final boolean withCards;
  private final Set<String> modelsWritten = new HashSet<>();
  private long count;

  private PredictionExport(SequenceWriter lines, boolean withCards) {
    this.lines = lines;
    this.withCards = withCards;
  }

  /** Writes what matches; returns how many predictions that were. */
  static long write(
      PredictionStore store, PredictionFilter filter, ExportFormat format, OutputStream out)
      throws IOException {
    ObjectWriter writer =
        format == ExportFormat.CSV ? PredictionLines.csv() : PredictionLines.json();
    try (SequenceWriter lines = writer.writeValues(out)) {
      PredictionExport export = new PredictionExport(lines, format == ExportFormat.JSON);
      store.forEach(filter, export::write);
      lines.flush();
      if (format == ExportFormat.JSON && export.count > 0) {
        out.write("\n".getBytes(StandardCharsets.US_ASCII));
      }
      return export.count;
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private void write(PredictionRecord record) {
    boolean first = withCards && modelsWritten.add(record.model().digest());
    try {
      lines.write(PredictionLine.of(record, first));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    count++;
  }
}
