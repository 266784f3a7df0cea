package io.github.fer4j.db;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.fer4j.core.CsvCell;
import java.io.IOException;

/** How lines are written and read. */
final class PredictionLines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .addModule(new SimpleModule().addSerializer(String.class, new HarmlessText()))
          .build();

  /** Names of files that a spreadsheet would run as formulas. */
  private static final class HarmlessText extends StdScalarSerializer<String> {
    private static final long serialVersionUID = 1L;

    HarmlessText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(CsvCell.harmless(text));
    }
  }

  private PredictionLines() {}

  static ObjectWriter json() {
    return JSON.writerFor(PredictionLine.class).withRootValueSeparator("\n");
  }

  static ObjectReader fromJson() {
    return JSON.readerFor(PredictionLine.class);
  }

  static ObjectWriter csv() {
    return CSV.writerFor(PredictionLine.class).with(columns());
  }

  // All but the card, which is a text of its own and only in the way in a table.
  private static CsvSchema columns() {
    CsvSchema.Builder columns = CsvSchema.builder().setUseHeader(true);
    for (CsvSchema.Column column : CSV.schemaFor(PredictionLine.class)) {
      if (!column.getName().equals("model_card")) {
        columns.addColumn(column.getName());
      }
    }
    return columns.build();
  }
}
