package io.github.fer4j.spark;

import io.github.fer4j.infer.model.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the tests, on this machine alone; it ends with the JVM. */
final class TestSessions {
  private TestSessions() {}

  static SparkSession local() {
    return start("local[2]");
  }

  /** The session of tests with a master of their own, which end it. */
  static SparkSession start(String master) {
    return SparkSession.builder().config(settings(master)).getOrCreate();
  }

  static Map<String, Object> settings(String master) {
    return Map.of(
        "spark.master", master,
        "spark.app.name", "fer-spark tests",
        "spark.ui.enabled", "false",
        "spark.driver.host", "127.0.0.1",
        "spark.driver.bindAddress", "127.0.0.1",
        "spark.sql.shuffle.partitions", "2",
        "spark.sql.warehouse.dir", Path.of("target", "warehouse").toUri().toString());
  }

  /** SHA-256 of all rows as JSON, sorted. */
  static String digest(Dataset<Row> rows) {
    String sorted =
        rows.toJSON().collectAsList().stream().sorted().collect(Collectors.joining("\n"));
    return ModelBundle.sha256(sorted.getBytes(StandardCharsets.UTF_8));
  }
}
