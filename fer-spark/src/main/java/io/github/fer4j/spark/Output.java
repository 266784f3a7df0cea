package io.github.fer4j.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where a job writes to. A round is appended whole or not at all, so that what is in the output is
 * done.
 */
final class Output {
  private static final StructType ROW =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("width", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("faces", FaceSchema.FACES)
          .add("error", DataTypes.StringType);

  private final SparkSession spark;
  private final OutputFormat format;
  private final String place;

  Output(SparkSession spark, OutputFormat format, String place) {
    this.spark = spark;
    this.format = format;
    this.place = place;
  }

  /**
   * @throws IllegalArgumentException if the output is there already and the job is not to resume
   */
  void requireNewUnless(boolean resume) {
    if (!resume && exists()) {
      throw new IllegalArgumentException(
          place + " exists already; choose another folder, or go on with it by --resume");
    }
  }

  private boolean exists() {
    try {
      Path path = new Path(place);
      return path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths whose rows are there; empty if the output is not there yet. */
  Optional<Dataset<Row>> paths() {
    if (!exists()) {
      return Optional.empty();
    }
    return Optional.of(rows().select("path").distinct());
  }

  /** All rows that are there. */
  Dataset<Row> rows() {
    return switch (format) {
      case PARQUET -> spark.read().schema(ROW).parquet(place);
      case JSON -> spark.read().schema(ROW).json(place);
      case CSV -> csv();
    };
  }

  private Dataset<Row> csv() {
    StructType schema = new StructType();
    for (StructField field : ROW.fields()) {
      boolean nested = field.dataType().equals(FaceSchema.FACES);
      schema = schema.add(field.name(), nested ? DataTypes.StringType : field.dataType());
    }
    return spark
        .read()
        .schema(schema)
        .option("header", "true")
        .option("escape", "\"")
        .option("multiLine", "true")
        .csv(place)
        .withColumn("faces", from_json(col("faces"), FaceSchema.FACES));
  }

  /** Writes a round. */
  void append(Dataset<Row> predicted) {
    switch (format) {
      case PARQUET -> predicted.write().mode(SaveMode.Append).parquet(place);
      case JSON ->
          predicted.write().mode(SaveMode.Append).option("ignoreNullFields", "false").json(place);
      case CSV ->
          predicted
              .withColumn("faces", to_json(col("faces")))
              .write()
              .mode(SaveMode.Append)
              .option("header", "true")
              .option("escape", "\"")
              .csv(place);
    }
  }

  /** Pictures, faces, errors by kind and the rate, as text. */
  String summary(long predicted, double seconds) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d pictures in %.1f s, %.1f pictures/s%n",
            predicted,
            seconds,
            predicted / seconds));
    Row all = rows().agg(count(lit(1)), coalesce(sum(size(col("faces"))), lit(0L))).head();
    text.append(
        String.format(
            Locale.ROOT, "%s: %,d pictures, %,d faces", place, all.getLong(0), all.getLong(1)));
    errors()
        .forEach(
            row -> text.append(", ").append(row.getLong(1)).append(' ').append(row.getString(0)));
    return text.toString();
  }

  private List<Row> errors() {
    return rows()
        .where(col("error").isNotNull())
        .groupBy(substring_index(col("error"), ":", 1))
        .count()
        .orderBy("count")
        .collectAsList();
  }
}
