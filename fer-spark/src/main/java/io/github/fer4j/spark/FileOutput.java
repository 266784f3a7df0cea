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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A folder of rows. A round is appended whole or not at all, so that what is in the folder is done.
 */
final class FileOutput implements Output {
  private final SparkSession spark;
  private final OutputFormat format;
  private final String place;
  private final StructType row;
  private final String settings;

  /**
   * @param row the columns of a row
   * @param settings what the rows depend on, in one line: a job that is resumed has the same
   */
  FileOutput(
      SparkSession spark, OutputFormat format, String place, StructType row, String settings) {
    this.spark = spark;
    this.format = format;
    this.place = place;
    this.row = row;
    this.settings = settings;
  }

  @Override
  public void requireNewUnless(boolean resume) {
    if (!resume && exists()) {
      throw new IllegalArgumentException(
          place + " exists already; choose another folder, or resume the job with --resume");
    }
    try {
      String before = settingsBefore();
      if (!before.isEmpty() && !before.equals(settings)) {
        throw new IllegalArgumentException(
            place + " was made with " + before + "; resume with the same, not with " + settings);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists() {
    try {
      return files().exists(new Path(place));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem files() throws IOException {
    return new Path(place).getFileSystem(spark.sparkContext().hadoopConfiguration());
  }

  // Readers pass over files whose names begin so.
  private Path settingsFile() {
    return new Path(place, "_fer4j");
  }

  // Empty if it is not known: earlier versions wrote none, or were killed while they wrote it.
  private String settingsBefore() throws IOException {
    if (!files().exists(settingsFile())) {
      return "";
    }
    try (FSDataInputStream in = files().open(settingsFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  // Under another name first, so that a job that is killed meanwhile leaves no part of it.
  private void writeSettings() {
    try {
      if (settingsBefore().isEmpty()) {
        Path unfinished = new Path(place, "_fer4j.unfinished");
        try (FSDataOutputStream out = files().create(unfinished, true)) {
          out.write((settings + "\n").getBytes(StandardCharsets.UTF_8));
        }
        files().delete(settingsFile(), false);
        if (!files().rename(unfinished, settingsFile())) {
          throw new IOException(unfinished + " cannot be renamed to " + settingsFile().getName());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Dataset<Row> missing(Dataset<Row> pictures) {
    return exists()
        ? pictures.join(rows().select("path").distinct(), "path", "left_anti")
        : pictures;
  }

  /** All rows that are there. */
  Dataset<Row> rows() {
    return switch (format) {
      case PARQUET -> spark.read().schema(row).parquet(place);
      case JSON -> spark.read().schema(row).json(place);
      case CSV -> csv();
      case STORE -> throw notFiles();
    };
  }

  private Dataset<Row> csv() {
    StructType schema = new StructType();
    for (StructField field : row.fields()) {
      boolean nested = field.name().equals("faces");
      schema = schema.add(field.name(), nested ? DataTypes.StringType : field.dataType());
    }
    return spark
        .read()
        .schema(schema)
        .option("header", "true")
        .option("escape", "\"")
        .option("multiLine", "true")
        .csv(place)
        .withColumn("faces", from_json(col("faces"), row.apply("faces").dataType()));
  }

  @Override
  public void append(Dataset<Row> predicted) {
    writeSettings();
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
      case STORE -> throw notFiles();
    }
  }

  private static IllegalStateException notFiles() {
    return new IllegalStateException("A store is not a folder of rows");
  }

  @Override
  public PredictionSummary summary() {
    long pictures = 0;
    long faces = 0;
    SortedMap<String, Long> errors = new TreeMap<>();
    for (Row kind : kinds()) {
      pictures += kind.getLong(1);
      faces += kind.getLong(2);
      if (!kind.isNullAt(0)) {
        errors.put(kind.getString(0), kind.getLong(1));
      }
    }
    return new PredictionSummary(pictures, faces, errors);
  }

  // Kind of error, or null; pictures; faces.
  private List<Row> kinds() {
    return rows()
        .groupBy(substring_index(col("error"), ":", 1))
        .agg(count(lit(1)), coalesce(sum(size(col("faces"))), lit(0L)))
        .collectAsList();
  }

  @Override
  public String toString() {
    return place;
  }
}
