package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.db.MariaDbServer;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task that runs twice at a time. Spark starts a second attempt only on another host: so a
 * cluster of processes, at two addresses of this machine, which only Linux has by default.
 */
@EnabledOnOs(OS.LINUX)
class SpeculationClusterIT {
  private static final int PICTURES = 40;
  private static final List<Process> NODES = new ArrayList<>();
  private static final AtomicInteger SPECULATIVE = new AtomicInteger();

  @TempDir static Path temporary;
  private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    folder = Files.createDirectories(temporary.resolve("pictures"));
    TestPictures.write(folder, PICTURES);
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    String port = String.valueOf(freePort());
    node("master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0");
    String master = "spark://127.0.0.1:" + port;
    for (String host : new String[] {"127.0.0.1", "127.0.0.2"}) {
      String work = temporary.resolve(host).toString();
      node(
          "worker.Worker",
          "--host",
          host,
          "--webui-port",
          "0",
          "-c",
          "1",
          "-m",
          "1g",
          "-d",
          work,
          master);
    }
    spark =
        SparkSession.builder()
            .config(TestSessions.settings(master))
            .config("spark.executor.memory", "1g")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.speculation", true)
            .config("spark.speculation.multiplier", "1.1")
            .config("spark.speculation.quantile", "0.3")
            .getOrCreate();
    spark.sparkContext().addSparkListener(new Counting());
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
    NODES.forEach(Process::destroyForcibly);
  }

  @Test
  void rowsInFilesAreThereOnce() {
    String out = temporary.resolve("out").toString();
    slowInOnePartition().write().parquet(out);
    assertThat(SPECULATIVE).hasPositiveValue();
    assertThat(spark.read().parquet(out).select("path", "faces").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrderElementsOf(
            haar().transform(pictures()).select("path", "faces").collectAsList().stream()
                .map(Row::toString)
                .toList());
  }

  @Test
  void facesInAStoreAreThereOnce() {
    FerSpark.store(slowInOnePartition(), MariaDbServer.shared().address().toString());
    assertThat(SPECULATIVE).hasPositiveValue();
    try (PredictionStore store = PredictionStore.open(MariaDbServer.shared().address())) {
      List<PredictionRecord> records = store.find(PredictionFilter.ALL, Integer.MAX_VALUE);
      assertThat(records)
          .extracting(record -> "file:" + record.source().path())
          .containsExactlyInAnyOrderElementsOf(
              FerSpark.faces(haar().transform(pictures())).select("path").collectAsList().stream()
                  .map(row -> row.getString(0))
                  .toList());
    }
  }

  /** The first attempt at the first partition takes so long that a second one overtakes it. */
  private static Dataset<Row> slowInOnePartition() {
    SPECULATIVE.set(0);
    UDF1<String, String> slow =
        path -> {
          if (TaskContext.getPartitionId() == 0 && TaskContext.get().attemptNumber() == 0) {
            Thread.sleep(60_000);
          }
          return path;
        };
    spark.udf().register("slow", slow, DataTypes.StringType);
    return haar()
        .transform(pictures().repartition(10).select(functions.expr("slow(path) as path")));
  }

  private static Dataset<Row> pictures() {
    return FerSpark.pictures(spark, folder.toString()).select("path");
  }

  private static EmotionTransformer haar() {
    return new EmotionTransformer().setInputCol("path").setDetector("haar");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void node(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("fer.spark.opens").split(" ")));
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add("org.apache.spark.deploy." + name);
    command.addAll(List.of(arguments));
    NODES.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile(temporary, "node", ".log").toFile())
            .start());
  }

  private static final class Counting extends SparkListener {
    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      SPECULATIVE.addAndGet(end.taskInfo().speculative() ? 1 : 0);
    }
  }
}
