package io.github.fer4j.spark;

import io.github.fer4j.infer.model.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark sessions on this machine alone. */
final class TestSessions {
  private TestSessions() {}

  static SparkSession local(String master, Path warehouse) {
    return SparkSession.builder()
        .master(master)
        .appName("fer-spark tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", warehouse.toString())
        .getOrCreate();
  }

  /** SHA-256 of all rows as JSON, sorted. */
  static String digest(Dataset<Row> rows) {
    String sorted =
        rows.toJSON().collectAsList().stream().sorted().collect(Collectors.joining("\n"));
    return ModelBundle.sha256(sorted.getBytes(StandardCharsets.UTF_8));
  }
}
