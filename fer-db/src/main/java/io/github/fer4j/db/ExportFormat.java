package io.github.fer4j.db;

/** The formats that predictions can be exported in. */
public enum ExportFormat {
  /** Comma-separated, with a header line (RFC 4180); for spreadsheets and data frames. */
  CSV,
  /** One JSON object a line; {@link PredictionStore#load} reads it back. */
  JSON
}
