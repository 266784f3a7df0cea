package io.github.fer4j.spark;

import io.github.fer4j.core.LibraryVersion;
import io.github.fer4j.db.StoreAddress;
import io.github.fer4j.db.StoreException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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

  @Option(
      names = "--model",
      defaultValue = "",
      description =
          "folder of a model; or five, seven or eight, where there is no folder of that name: the"
              + " shipped model over these classes")
  private String model;

  @Option(
      names = "--classes",
      defaultValue = "",
      description = "five, seven or eight: read the model out over these (default: the model's)")
  private String classes;

  @Option(
      names = "--reading",
      defaultValue = "",
      description =
          "crowd (what most people see; default where the model has it) or fer2013 (what the labels"
              + " of its data set say)")
  private String reading;

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
            .setClasses(classes)
            .setReading(reading)
            .setDetector(detector)
            .setTestTimeAugmentation(testTimeAugmentation);
    Output output = output(spark, transformer);
    output.requireNewUnless(resume);
    Dataset<Row> pictures = pictures(spark);
    int tasks = partitions == null ? spark.sparkContext().defaultParallelism() : partitions;
    Rate predicted =
        new PredictionRounds(transformer, output, round, tasks)
            .predict(resume ? output.missing(pictures) : pictures);
    if (predicted.pictures() == 0 && pictures.isEmpty()) {
      throw new IllegalArgumentException("No picture under " + String.join(", ", in));
    }
    System.out.printf("%s%n%s: %s%n", predicted, output, output.summary());
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
    // The default reading is not told, as by earlier revisions, whose outputs are resumed too.
    boolean usual = origin.reading().equals(origin.card().defaultReading());
    String settings =
        "model %s, %s%sdetector %s%s"
            .formatted(
                origin.card().sha256(),
                origin.classes() == origin.card().classes() ? "" : origin.classes() + " classes, ",
                usual ? "" : "reading " + origin.reading() + ", ",
                origin.detector(),
                testTimeAugmentation ? ", ten views" : "");
    return new FileOutput(spark, format, out, transformer.transformSchema(path), settings);
  }

  private Dataset<Row> pictures(SparkSession spark) {
    Dataset<Row> pictures = FerSpark.pictures(spark, in.toArray(String[]::new)).select("path");
    // Two of the folders may hold a third. Few partitions: their rows are paths alone.
    return pictures.distinct().coalesce(spark.sparkContext().defaultParallelism());
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"fer4j " + LibraryVersion.current()};
    }
  }
}
