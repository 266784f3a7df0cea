package io.github.fer4j.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lower;

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

  private static final String PICTURES = ".*\\.(jpe?g|png|webp|gif|bmp|tiff?)$";

  private FerSpark() {}

  /**
   * The picture files under some folders, on any file system that Hadoop knows, by their names'
   * endings. Their contents are read by the executors, one at a time, when they are predicted.
   *
   * @return columns {@code path} (STRING), {@code length} (bytes)
   * @throws IllegalArgumentException if no folder is given
   */
  public static Dataset<Row> pictures(SparkSession spark, String... folders) {
    if (folders.length == 0) {
      throw new IllegalArgumentException("Name one folder of pictures at least");
    }
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(folders)
        .select("path", "length")
        .where(lower(col("path")).rlike(PICTURES));
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
          PictureRow row = new RowPredictor(settings, configuration).predict(content);
          return row.error() == null ? FaceSchema.rows(row.faces()) : null;
        };
    spark.udf().register(FUNCTION, function, FaceSchema.FACES);
  }
}
