package io.github.fer4j.spark;

/** How a job writes what it finds. */
enum OutputFormat {
  /** Rows with nested faces. */
  PARQUET,
  /** Rows whose faces are JSON in one cell. */
  CSV,
  /** Rows with nested faces, one JSON object a line. */
  JSON,
  /** Faces in a store of fer-db's. */
  STORE
}
