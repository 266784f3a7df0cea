package io.github.fer4j.spark;

import io.github.fer4j.core.ClassSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the faces of each row's picture and recognises their expressions. Adds {@code width},
 * {@code height} (pixels of the upright picture), the faces and the error, and keeps all other
 * columns. A picture without a face has an empty array; one that cannot be read has an error that
 * begins with {@code unreadable:}, {@code malformed:} or {@code failed:}, null sizes and no faces.
 *
 * <p>The model and the detector are resolved when {@link #transform} is called, on the driver, and
 * distributed by {@code SparkContext.addFile}; executors check the model's digest. Every executor
 * opens one predictor for all its tasks.
 */
public final class EmotionTransformer extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";

  private final String uid;
  // Spark asks for the parameters while its own constructor runs, before these are set: so lazily.
  private transient @Nullable Param<String> inputCol;
  private transient @Nullable Param<String> outputCol;
  private transient @Nullable Param<String> errorCol;
  private transient @Nullable Param<String> modelFolder;
  private transient @Nullable Param<String> classes;
  private transient @Nullable Param<String> reading;
  private transient @Nullable Param<String> detector;
  private transient @Nullable BooleanParam testTimeAugmentation;

  /** A transformer with a random identifier. */
  public EmotionTransformer() {
    this(Identifiable$.MODULE$.randomUID("emotion"));
  }

  /** A transformer with this identifier; Spark calls it when it loads a pipeline. */
  public EmotionTransformer(String uid) {
    this.uid = uid;
    setDefault(inputCol(), "content");
    setDefault(outputCol(), "faces");
    setDefault(errorCol(), "error");
    setDefault(modelFolder(), "");
    setDefault(classes(), "");
    setDefault(reading(), "");
    setDefault(detector(), "auto");
    setDefault(testTimeAugmentation(), false);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Column of the pictures: BINARY (a file's content) or STRING (its path for Hadoop). */
  public Param<String> inputCol() {
    if (inputCol == null) {
      inputCol = new Param<>(this, "inputCol", "column of contents (BINARY) or paths (STRING)");
    }
    return inputCol;
  }

  /** Column of the faces. */
  public Param<String> outputCol() {
    if (outputCol == null) {
      outputCol = new Param<>(this, "outputCol", "column of the faces that were found");
    }
    return outputCol;
  }

  /** Column of the errors. */
  public Param<String> errorCol() {
    if (errorCol == null) {
      errorCol = new Param<>(this, "errorCol", "column of what went wrong; null if nothing did");
    }
    return errorCol;
  }

  /**
   * Folder of a model, on any file system that Hadoop knows; or {@code five}, {@code seven} or
   * {@code eight}, where there is no folder of that name: the shipped model over these classes;
   * empty: over five.
   */
  public Param<String> modelFolder() {
    if (modelFolder == null) {
      modelFolder =
          new Param<>(
              this,
              "modelFolder",
              "folder of the model; five (default), seven, eight: the shipped one");
    }
    return modelFolder;
  }

  /** The classes over which the model is read out: five, seven or eight; empty: the model's. */
  public Param<String> classes() {
    if (classes == null) {
      classes = new Param<>(this, "classes", "five, seven or eight; empty: the model's");
    }
    return classes;
  }

  /** Which of the model's readings of a face: crowd or fer2013; empty: its default one. */
  public Param<String> reading() {
    if (reading == null) {
      reading = new Param<>(this, "reading", "crowd or fer2013; empty: the model's default one");
    }
    return reading;
  }

  /** What finds the faces: auto, yunet, haar, lbp, yunet:FILE; none: rows are 48x48 faces. */
  public Param<String> detector() {
    if (detector == null) {
      detector = new Param<>(this, "detector", "auto, yunet, haar, lbp, yunet:FILE or none");
    }
    return detector;
  }

  /** Whether ten views of each face are averaged. */
  public BooleanParam testTimeAugmentation() {
    if (testTimeAugmentation == null) {
      testTimeAugmentation =
          new BooleanParam(this, "testTimeAugmentation", "average ten views of each face");
    }
    return testTimeAugmentation;
  }

  /** {@code content} if it is not set. */
  public EmotionTransformer setInputCol(String column) {
    set(inputCol(), column);
    return this;
  }

  /** {@code faces} if it is not set. */
  public EmotionTransformer setOutputCol(String column) {
    set(outputCol(), column);
    return this;
  }

  /** {@code error} if it is not set. */
  public EmotionTransformer setErrorCol(String column) {
    set(errorCol(), column);
    return this;
  }

  /** The shipped model over five classes if it is not set. */
  public EmotionTransformer setModelFolder(String folder) {
    set(modelFolder(), folder);
    return this;
  }

  /** The model's classes if it is not set; it must have all that are named. */
  public EmotionTransformer setClasses(String name) {
    set(classes(), name);
    return this;
  }

  /** The model's default reading if it is not set. */
  public EmotionTransformer setReading(String name) {
    set(reading(), name);
    return this;
  }

  /** {@code auto} if it is not set. */
  public EmotionTransformer setDetector(String name) {
    set(detector(), name);
    return this;
  }

  /** Off if it is not set. */
  public EmotionTransformer setTestTimeAugmentation(boolean on) {
    set(testTimeAugmentation(), on);
    return this;
  }

  /**
   * @throws IllegalArgumentException if the input column is absent or of another type, or a column
   *     that is to be added is there already
   * @throws UncheckedIOException if the model's card, which says what classes there are, cannot be
   *     read
   */
  @Override
  public StructType transformSchema(StructType schema) {
    return extended(schema, classesOf(SparkSession.active()));
  }

  private StructType extended(StructType schema, ClassSet classes) {
    DataType type = type(schema, $(inputCol()));
    if (!type.equals(DataTypes.BinaryType) && !type.equals(DataTypes.StringType)) {
      throw new IllegalArgumentException(
          "Column %s must be BINARY (contents) or STRING (paths), is %s"
              .formatted($(inputCol()), type.sql()));
    }
    StructType added =
        new StructType()
            .add(WIDTH, DataTypes.IntegerType)
            .add(HEIGHT, DataTypes.IntegerType)
            .add($(outputCol()), FaceSchema.faces(classes))
            .add($(errorCol()), DataTypes.StringType);
    StructType all = schema;
    for (StructField field : added.fields()) {
      if (Arrays.asList(all.fieldNames()).contains(field.name())) {
        throw new IllegalArgumentException(
            "Column " + field.name() + " exists already: rename or drop it first");
      }
      all = all.add(field);
    }
    return all;
  }

  private static DataType type(StructType schema, String column) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "No column %s; there are %s".formatted(column, String.join(", ", schema.fieldNames())));
    }
    return schema.apply(column).dataType();
  }

  /**
   * @throws UncheckedIOException if the model or the detector's file cannot be read
   * @throws IllegalArgumentException as {@link #transformSchema}, or if there is no such detector
   *     or reading
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    SparkSession spark = dataset.sparkSession();
    PredictorSettings settings = settings(spark);
    StructType schema = extended(dataset.schema(), settings.origin().classes());
    PredictedRows rows =
        new PredictedRows(
            settings,
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()),
            dataset.schema().fieldIndex($(inputCol())));
    return dataset
        .toDF()
        .mapPartitions(rows, Encoders.row(schema))
        .withMetadata($(outputCol()), settings.origin().metadata());
  }

  private ClassSet classesOf(SparkSession spark) {
    try {
      return new DriverFiles(spark).classes($(modelFolder()), $(classes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PredictorSettings settings(SparkSession spark) {
    try {
      return new DriverFiles(spark)
          .settings(
              $(modelFolder()),
              $(classes()),
              $(reading()),
              $(detector()),
              (Boolean) $(testTimeAugmentation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public EmotionTransformer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return DefaultParamsWritable.super.write();
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<EmotionTransformer> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@code save(path)} wrote. */
  public static EmotionTransformer load(String path) {
    return read().load(path);
  }
}
