package io.github.fer4j.spark;

import static org.apache.hadoop.util.functional.RemoteIterators.filteringRemoteIterator;
import static org.apache.hadoop.util.functional.RemoteIterators.foreach;

import io.github.fer4j.infer.picture.PictureSearch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Lists picture files. Spark's own sources of files leave out names that begin with an underscore,
 * which many cameras give to pictures, and hold the status of every file in the driver. Here tasks
 * list the folders, one each.
 *
 * @param hadoop what file systems there are
 */
record PictureListing(SerializableConfiguration hadoop)
    implements FlatMapFunction<PictureListing.Folder, Row> {
  private static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("length", DataTypes.LongType, false);

  /** What one task lists: a folder, with those in it or without; or one file. */
  record Folder(String path, boolean recursive) implements Serializable {}

  /**
   * The pictures under some places.
   *
   * @param places folders or files, or patterns of them
   * @throws IOException if one is absent or cannot be listed
   */
  static Dataset<Row> under(SparkSession spark, String... places) throws IOException {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    List<Folder> folders = new ArrayList<>();
    for (String place : places) {
      addFolders(new Path(place), configuration, folders);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    PictureListing listing = new PictureListing(new SerializableConfiguration(configuration));
    int tasks = Math.min(folders.size(), 4 * context.defaultParallelism());
    return spark.createDataFrame(context.parallelize(folders, tasks).flatMap(listing), SCHEMA);
  }

  private static void addFolders(Path place, Configuration configuration, List<Folder> folders)
      throws IOException {
    FileSystem files = place.getFileSystem(configuration);
    FileStatus[] found = files.globStatus(place);
    if (found == null || found.length == 0) {
      throw new FileNotFoundException(place + ": there is no such folder");
    }
    for (FileStatus root : found) {
      folders.add(new Folder(root.getPath().toString(), false));
      if (root.isDirectory()) {
        foreach(
            filteringRemoteIterator(
                files.listStatusIterator(root.getPath()), FileStatus::isDirectory),
            within -> folders.add(new Folder(within.getPath().toString(), true)));
      }
    }
  }

  @Override
  public Iterator<Row> call(Folder folder) throws IOException {
    Path path = new Path(folder.path());
    Configuration configuration = hadoop.value();
    RemoteIterator<LocatedFileStatus> pictures =
        filteringRemoteIterator(
            path.getFileSystem(configuration).listFiles(path, folder.recursive()),
            file -> PictureSearch.isPictureName(file.getPath().getName()));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        try {
          return pictures.hasNext();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public Row next() {
        try {
          LocatedFileStatus file = pictures.next();
          return RowFactory.create(file.getPath().toString(), file.getLen());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
