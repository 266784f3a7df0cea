package io.github.fer4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.db.FacelessPicture;
import io.github.fer4j.db.MariaDbServer;
import io.github.fer4j.db.PredictionFilter;
import io.github.fer4j.db.PredictionRecord;
import io.github.fer4j.db.PredictionStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executors in JVMs of their own, killed and repeated; with the profile {@code cluster} alone. */
class LocalClusterIT {
  private static final int PICTURES = 40;
  private static final int FACELESS = 8;

  @TempDir static Path temporary;
  private static Path folder;
  private SparkSession spark;

  @BeforeAll
  static void draw() throws IOException {
    folder = Files.createDirectories(temporary.resolve("pictures"));
    TestPictures.write(folder, PICTURES);
    TestPictures.writeFaceless(folder, FACELESS);
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
  }

  @BeforeEach
  void empty() {
    try (PredictionStore store = PredictionStore.open(MariaDbServer.shared().address())) {
      store.delete(PredictionFilter.ALL);
    }
  }

  @AfterEach
  void stop() {
    spark.stop();
  }

  @Test
  void rowsAreTheSameInOneProcessAndInSeveral() {
    spark = TestSessions.start("local[1]");
    String alone = TestSessions.digest(predicted(1));
    requireForAllPartitions(alone);
    spark.stop();
    spark = TestSessions.start("local[2]");
    requireForAllPartitions(alone);
    spark.stop();
    spark = cluster();
    requireForAllPartitions(alone);
  }

  private void requireForAllPartitions(String digest) {
    for (int partitions = 1; partitions <= 16; partitions++) {
      assertThat(TestSessions.digest(predicted(partitions))).isEqualTo(digest);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "store"})
  void executorThatIsKilledLosesAndDoublesNothing(String format) {
    spark = cluster();
    AtomicInteger killed = killAnExecutorAfter(3);
    String out = out(format);
    assertThat(run("--out", out, "--format", format, "--partitions", "20")).isZero();
    assertThat(killed).hasValue(1);
    requireEachOnce(format, out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json", "store"})
  void driverThatIsKilledIsResumed(String format) throws Exception {
    String out = out(format);
    Process job = jobInAProcess(out, format);
    spark = TestSessions.start("local[2]");
    long before = 0;
    while (before == 0 && job.isAlive()) {
      Thread.sleep(20);
      before = rows(format, out);
    }
    job.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    long done = picturesDone(format, out);
    assertThat(done).isPositive().isLessThan(PICTURES + FACELESS);
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(run("--out", out, "--format", format, "--resume")).isZero();
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(PICTURES + FACELESS - done + " pictures in ");
    requireEachOnce(format, out);
  }

  @Test
  void storeThatGoesAwayFailsTheJobWhichIsResumedLater() {
    spark = cluster();
    AtomicInteger stopped = new AtomicInteger();
    onTaskEnd(
        done -> {
          if (done == 4 && stopped.getAndIncrement() == 0) {
            MariaDbServer.shared().kill();
          }
        });
    String out = out("store");
    assertThat(run("--out", out, "--format", "store", "--partitions", "20")).isEqualTo(1);
    MariaDbServer.shared().startAgain();
    assertThat(run("--out", out, "--format", "store", "--resume")).isZero();
    requireEachOnce("store", out);
  }

  private static SparkSession cluster() {
    return SparkSession.builder()
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config(TestSessions.settings("local-cluster[2,1,1024]"))
        .getOrCreate();
  }

  private AtomicInteger killAnExecutorAfter(int tasks) {
    AtomicInteger killed = new AtomicInteger();
    onTaskEnd(
        done -> {
          if (done >= tasks && killed.get() == 0) {
            killed.set(executors().findFirst().orElseThrow().destroyForcibly() ? 1 : 0);
          }
        });
    return killed;
  }

  // Of the stages that predict: listings have fewer tasks, which end before.
  private void onTaskEnd(IntConsumer action) {
    AtomicInteger done = new AtomicInteger();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskMetrics() != null && end.taskMetrics().executorRunTime() > 0) {
                  action.accept(done.incrementAndGet());
                }
              }
            });
  }

  // All other Java processes of this one have ended.
  private static Stream<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/java"));
  }

  private static Process jobInAProcess(String out, String format) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("fer.spark.opens").split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Dspark.master=local[1]", "-Dspark.ui.enabled=false"));
    command.add(PredictJob.class.getName());
    command.addAll(arguments("--out", out, "--format", format, "--round", "6"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Files.createTempFile(temporary, "job", ".log").toFile())
        .start();
  }

  private static int run(String... more) {
    return PredictJob.run(arguments(more).toArray(String[]::new));
  }

  private static List<String> arguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--in", folder.toString()));
    arguments.addAll(List.of("--detector", "haar"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static String out(String format) {
    return format.equals("store")
        ? MariaDbServer.shared().address().toString()
        : temporary.resolve("out-" + System.nanoTime()).toString();
  }

  private long rows(String format, String out) {
    if (format.equals("store")) {
      return records().size();
    }
    return new FileOutput(
                spark, OutputFormat.valueOf(format.toUpperCase(Locale.ROOT)), out, row(), "any")
            .exists()
        ? rows(OutputFormat.valueOf(format.toUpperCase(Locale.ROOT)), out).count()
        : 0;
  }

  private long picturesDone(String format, String out) {
    return format.equals("store")
        ? records().stream().map(PredictionRecord::source).distinct().count() + facelessDone()
        : rows(format, out);
  }

  /** How many of the pictures without a face the store knows. */
  private int facelessDone() {
    Origin origin = haar().settings(spark).origin();
    List<FacelessPicture> none =
        predicted(1).where("size(faces) = 0").select("path").collectAsList().stream()
            .map(row -> StoreSink.faceless(row.getString(0), origin.card().sha256(), origin))
            .toList();
    assertThat(none).hasSize(FACELESS);
    try (PredictionStore store = PredictionStore.open(MariaDbServer.shared().address())) {
      return store.faceless(none).size();
    }
  }

  private Dataset<Row> rows(OutputFormat format, String out) {
    return new FileOutput(spark, format, out, row(), "any").rows();
  }

  private StructType row() {
    return predicted(1).select("path", "width", "height", "faces", "error").schema();
  }

  private void requireEachOnce(String format, String out) {
    List<Row> expected = predicted(2).select("path", "faces").collectAsList();
    if (format.equals("store")) {
      List<PredictionRecord> records = records();
      assertThat(records)
          .extracting(record -> record.source().path() + " " + record.face().box().x1())
          .containsExactlyInAnyOrderElementsOf(
              expected.stream()
                  .flatMap(
                      row ->
                          row.<Row>getList(1).stream()
                              .map(
                                  face ->
                                      row.getString(0).substring("file:".length())
                                          + " "
                                          + face.<Integer>getAs("x1")))
                  .toList());
      assertThat(facelessDone()).isEqualTo(FACELESS);
      return;
    }
    Dataset<Row> rows = rows(OutputFormat.valueOf(format.toUpperCase(Locale.ROOT)), out);
    assertThat(rows.select("path", "faces").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(Row::toString).toList());
  }

  private static List<PredictionRecord> records() {
    try (PredictionStore store = PredictionStore.open(MariaDbServer.shared().address())) {
      return store.find(PredictionFilter.ALL, Integer.MAX_VALUE);
    }
  }

  private Dataset<Row> predicted(int partitions) {
    return haar()
        .transform(FerSpark.pictures(spark, folder.toString()).repartition(partitions))
        .drop("length");
  }

  private static EmotionTransformer haar() {
    return new EmotionTransformer().setInputCol("path").setDetector("haar");
  }
}
