package io.github.fer4j.db;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;

/** How lines are written and read. */
final class PredictionLines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

  private PredictionLines() {}

  static ObjectWriter json() {
    return JSON.writerFor(PredictionLine.class).withRootValueSeparator("\n");
  }

  static ObjectReader fromJson() {
    return JSON.readerFor(PredictionLine.class);
  }

  static ObjectWriter csv() {
    return CSV.writerFor(PredictionLine.class)
        .with(CSV.schemaFor(PredictionLine.class).withHeader());
  }
}
