package io.github.fer4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.fer4j.core.LibraryVersion;
import io.github.fer4j.db.StoreAddress;
import io.github.fer4j.db.StoreException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program for {@code spark-submit}: predicts all pictures under some folders. The pictures are
 * done in rounds, each of which is committed by itself; so a job that was killed is resumed with
 * {@code --resume} where its last round ended. Exit code 0 if every picture has its row, whatever
 * is in it; 2 for wrong use; 1 for a failure.
 */
@Command(
    name = "predict-job",
    mixinStandardHelpOptions = true,
    versionProvider = PredictJob.Version.class,
    description = "Predict all pictures under some folders on Apache Spark.")
public final class PredictJob implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(PredictJob.class);

  @Option(names = "--in", required = true, arity = "1..*", description = "folders of pictures")
  private List<String> in;

  @Option(
      names = "--out",
      required = true,
      description =
          "folder of the rows, or the address of a store: jdbc:mysql://HOST[:PORT]/DATABASE, whose"
              + " user and password come from FER_DB_USER and FER_DB_PASSWORD")
  private String out;

  @Option(
      names = "--format",
      defaultValue = "parquet",
      description = "parquet (default), csv, json or store")
  private OutputFormat format;

  @Option(names = "--partitions", description = "tasks of a round; as many as cores if left out")
  private Integer partitions;

  @Option(
      names = "--round",
      defaultValue = "100000",
      description = "pictures that are committed together, ${DEFAULT-VALUE} if left out")
  private int round;

  @Option(names = "--resume", description = "leave out the pictures that --out has already")
  private boolean resume;

  @Option(names = "--model", defaultValue = "", description = "folder of a model")
  private String model;

  @Option(
      names = "--detector",
      defaultValue = "auto",
      description = "auto (default), yunet, haar, lbp or yunet:FILE")
  private String detector;

  @Option(names = "--tta", description = "average ten views of each face")
  private boolean testTimeAugmentation;

  @Option(names = "--verbose", description = "show the stack trace of a failure")
  private boolean verbose;

  /** Runs a job and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a job in the Spark session that there is, or one of its own; returns the exit code. */
  public static int run(String... arguments) {
    PredictJob job = new PredictJob();
    return new CommandLine(job)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("predict-job: " + reason(failure));
              if (job.verbose) {
                failure.printStackTrace(command.getErr());
              }
              return failure instanceof IllegalArgumentException ? 2 : 1;
            })
        .execute(arguments);
  }

  // Spark's own exceptions hold a query plan in their message; the first line says what happened.
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof StoreException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse(cause.toString());
  }

  @Override
  public Integer call() {
    if (round < 1 || (partitions != null && partitions < 1)) {
      throw new IllegalArgumentException("--round and --partitions must be 1 or more");
    }
    SparkSession spark = SparkSession.builder().appName("fer4j predict-job").getOrCreate();
    EmotionTransformer transformer =
        new EmotionTransformer()
            .setInputCol("path")
            .setModelFolder(model)
            .setDetector(detector)
            .setTestTimeAugmentation(testTimeAugmentation);
    Output output = output(spark, transformer);
    output.requireNewUnless(resume);
    Dataset<Row> pictures = pictures(spark);
    Dataset<Row> todo = resume ? output.missing(pictures) : pictures;
    todo.cache();
    try {
      predict(spark, todo, transformer, output);
    } finally {
      todo.unpersist(); // or the next job of this session would be given this listing
    }
    return 0;
  }

  private Output output(SparkSession spark, EmotionTransformer transformer) {
    Origin origin = transformer.settings(spark).origin();
    if (format == OutputFormat.STORE) {
      if (StoreAddress.parse(out).hasPassword()) {
        throw new IllegalArgumentException(
            "--out holds a password, which others can see. Leave it out and set FER_DB_PASSWORD.");
      }
      return new StoreOutput(StoreTarget.of(spark, out, System.getenv()), origin);
    }
    StructType path = new StructType().add("path", DataTypes.StringType);
    String settings =
        "model %s, detector %s%s"
            .formatted(
                origin.card().sha256(),
                origin.detector(),
                testTimeAugmentation ? ", ten views" : "");
    return new FileOutput(spark, format, out, transformer.transformSchema(path), settings);
  }

  private Dataset<Row> pictures(SparkSession spark) {
    Dataset<Row> pictures = FerSpark.pictures(spark, in.toArray(String[]::new)).select("path");
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("No picture under " + String.join(", ", in));
    }
    // Two of the folders may hold a third. Few partitions: their rows are paths alone.
    return pictures.distinct().coalesce(spark.sparkContext().defaultParallelism());
  }

  private void predict(
      SparkSession spark, Dataset<Row> todo, EmotionTransformer transformer, Output output) {
    long count = todo.count();
    long rounds = (count + round - 1) / round;
    int tasks = partitions == null ? spark.sparkContext().defaultParallelism() : partitions;
    long start = System.nanoTime();
    for (long i = 0; i < rounds; i++) {
      // By hash, so that a round is the same pictures whichever executor lists them.
      Dataset<Row> part = todo.where(pmod(xxhash64(col("path")), lit(rounds)).equalTo(i));
      output.append(transformer.transform(part.repartition(tasks, col("path"))));
      double seconds = (System.nanoTime() - start) / 1e9;
      LOG.info(
          "Round {} of {}: about {} of {} pictures, {} pictures/s",
          i + 1,
          rounds,
          count * (i + 1) / rounds,
          count,
          Math.round(count * (i + 1) / rounds / seconds * 10) / 10.0);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d pictures in %.1f s, %.1f pictures/s%n%s: %s%n",
        count,
        seconds,
        count / seconds,
        output,
        output.summary());
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"fer4j " + LibraryVersion.current()};
    }
  }
}
