package io.github.fer4j.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where a job writes to. What was appended is there, each picture once, whatever failed and was
 * tried again meanwhile. The text form names the place.
 */
interface Output {
  /**
   * @throws IllegalArgumentException if the output exists already and the job is not to resume
   */
  void requireNewUnless(boolean resume);

  /** The pictures, of those with these paths, that are not there yet. */
  Dataset<Row> missing(Dataset<Row> pictures);

  /** Writes a round. */
  void append(Dataset<Row> predicted);

  /** What is there. */
  PredictionSummary summary();
}
