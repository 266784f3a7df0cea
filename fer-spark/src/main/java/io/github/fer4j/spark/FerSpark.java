package io.github.fer4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.github.fer4j.core.ClassSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.SerializableConfiguration;

/** Bulk prediction in one call each. All methods are called on the driver. */
public final class FerSpark {
  /** Name of the SQL function that {@link #registerUdf} registers. */
  public static final String FUNCTION = "fer_faces";

  private FerSpark() {}

  /**
   * The picture files under some folders and the folders in them, on any file system that Hadoop
   * knows, by their names' endings; hidden files are left out. Executors list the folders, and read
   * the contents, one at a time, when they are predicted.
   *
   * @param folders or patterns of folders, such as {@code hdfs:///photos/2024-*}
   * @return columns {@code path} (STRING), {@code length} (bytes)
   * @throws IllegalArgumentException if no folder is given
   * @throws UncheckedIOException if one is absent or cannot be listed
   */
  public static Dataset<Row> pictures(SparkSession spark, String... folders) {
    if (folders.length == 0) {
      throw new IllegalArgumentException("Name one folder of pictures at least");
    }
    try {
      return PictureListing.under(spark, folders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The faces in pictures, by the shipped model and the detector {@code auto}.
   *
   * @param pictures with a column {@code content} (BINARY) or, without it, {@code path} (STRING)
   * @return as {@link EmotionTransformer#transform}
   */
  public static Dataset<Row> predict(Dataset<Row> pictures) {
    boolean contents = Arrays.asList(pictures.columns()).contains("content");
    return new EmotionTransformer().setInputCol(contents ? "content" : "path").transform(pictures);
  }

  /**
   * A row for each face. Pictures without a face have none.
   *
   * @param predicted what {@link #predict} gave
   * @return all columns but {@code faces}, then {@code face} (a number from 1) and the face's own
   */
  public static Dataset<Row> faces(Dataset<Row> predicted) {
    return predicted
        .select(col("*"), expr("posexplode(faces) as (face_index, one_face)"))
        .withColumn("face", expr("face_index + 1"))
        .select(col("*"), col("one_face.*"))
        .drop("faces", "face_index", "one_face");
  }

  /**
   * Stores the faces of all rows in a database of fer-db's, each once: a face is identified by
   * model digest, reading, path and number, so tasks may fail and be repeated, and so may the whole
   * call. What is stored already stays as it is; delete it first to store what another detector
   * found. Which pictures have no face is kept for {@link PredictJob}, if the rows have the column
   * {@code error}; pictures with an error leave nothing there.
   *
   * @param predicted what {@link EmotionTransformer#transform} gave, or was read from Parquet files
   *     of it; with a column {@code path}
   * @param address {@code jdbc:mysql://host[:port]/database}, of MySQL or MariaDB, with user and
   *     password in the driver's environment variables {@code FER_DB_USER} and {@code
   *     FER_DB_PASSWORD}; or, where Spark runs in this process alone, the file of an embedded
   *     database
   * @return what was in the rows
   * @throws IllegalArgumentException if the address is none, or the rows lack the column {@code
   *     path} or a column of faces that says what made it
   * @throws io.github.fer4j.db.StoreException if the driver cannot open the store; if an executor
   *     cannot, or it goes away, the job fails as any job of Spark's does
   */
  public static PredictionSummary store(Dataset<Row> predicted, String address) {
    return StoreOutput.store(
        predicted, StoreTarget.of(predicted.sparkSession(), address, System.getenv()));
  }

  /**
   * Registers the SQL function {@code fer_faces(content)}: the faces of a picture, by the shipped
   * model and the detector {@code auto}; null for what cannot be read.
   */
  public static void registerUdf(SparkSession spark) {
    registerUdf(spark, new EmotionTransformer());
  }

  /** Registers {@code fer_faces(content)} with the model and detector of a transformer. */
  public static void registerUdf(SparkSession spark, EmotionTransformer transformer) {
    PredictorSettings settings = transformer.settings(spark);
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    UDF1<byte[], Object> function =
        content -> {
          Configuration configuration = hadoop.value();
          try (RowPredictor predictor = new RowPredictor(settings, configuration)) {
            PictureRow row = predictor.predict(content);
            return row.error() == null ? FaceSchema.rows(row.faces()) : null;
          }
        };
    ClassSet classes = settings.origin().classes();
    spark.udf().register(FUNCTION, function, FaceSchema.faces(classes));
  }
}
