package io.github.fer4j.spark;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.db.MariaDbServer;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faces in a real MariaDB server, of tasks that fail and are repeated. */
@EnabledIf(
    value = "io.github.fer4j.db.MariaDbServer#isAvailable",
    disabledReason = "There are no MariaDB binaries for this platform in Maven Central")
class MariaDbStoreIT {
  private static final int COPIES = 300;
  private static final String LAST = "-" + (COPIES - 1);

  @TempDir static Path temporary;
  private static SparkSession spark;
  private static String address;

  @BeforeAll
  static void start() {
    spark = TestSessions.start("local[2,3]");
    address = MariaDbServer.shared().address().toString();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void taskThatFailsAfterItStoredAPartIsRepeatedAndStoresEachFaceOnce() throws IOException {
    Dataset<Row> many = many(TestPictures.write(temporary, 5).get(0).getParent());
    long faces = many.selectExpr("sum(size(faces))").head().getLong(0);
    // Two partitions, of some transactions each; each task fails at its end the first time.
    UDF1<String, String> failing =
        path -> {
          if (path.endsWith(LAST) && TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("injected");
          }
          return path;
        };
    spark.udf().register("fail_once", failing, DataTypes.StringType);
    Dataset<Row> failingOnce =
        many.coalesce(2).withColumn("path", call_udf("fail_once", col("path")));
    PredictionSummary summary = FerSpark.store(failingOnce, address);
    List<PredictionRecord> records = records();
    assertThat(summary.faces()).isEqualTo(faces).isGreaterThanOrEqualTo(4 * COPIES);
    assertThat(records).hasSize((int) faces);
    assertThat(records.stream().map(PredictionRecord::id).distinct()).hasSize((int) faces);
  }

  /** Predicted pictures, each many times under other paths. */
  private static Dataset<Row> many(Path folder) {
    Dataset<Row> predicted =
        new EmotionTransformer()
            .setInputCol("path")
            .setDetector("haar")
            .transform(FerSpark.pictures(spark, folder.toString()))
            .cache();
    return spark
        .range(0, COPIES, 1, 2)
        .crossJoin(predicted)
        .withColumn("path", concat(col("path"), lit("-"), col("id")));
  }

  private static List<PredictionRecord> records() {
    try (PredictionStore store = PredictionStore.open(MariaDbServer.shared().address())) {
      return store.find(PredictionFilter.ALL, Integer.MAX_VALUE);
    }
  }
}
