package io.github.fer4j.cli.predict;

import io.github.fer4j.core.ClassSet;
import java.io.IOException;
import java.io.Writer;

/** How records are written. */
enum RecordFormat {
  /** One line a face for a person to read. */
  TEXT {
    @Override
    PredictionSink sink(Writer out, ClassSet classes) {
      return new TextRecords(out);
    }
  },

  /** One JSON array of objects. */
  JSON {
    @Override
    PredictionSink sink(Writer out, ClassSet classes) throws IOException {
      return JsonRecords.array(out);
    }
  },

  /** One JSON object a line. */
  JSONL {
    @Override
    PredictionSink sink(Writer out, ClassSet classes) throws IOException {
      return JsonRecords.lines(out);
    }
  },

  /** Comma-separated values with a header (RFC 4180). */
  CSV {
    @Override
    PredictionSink sink(Writer out, ClassSet classes) throws IOException {
      return new CsvRecords(out, classes);
    }
  };

  /** What a record of a picture without a face says in place of an emotion. */
  static final String NO_FACE = "no face";

  /**
   * A sink that writes to this writer; closing it flushes the writer and leaves it open.
   *
   * @param classes those of the model
   */
  abstract PredictionSink sink(Writer out, ClassSet classes) throws IOException;
}
