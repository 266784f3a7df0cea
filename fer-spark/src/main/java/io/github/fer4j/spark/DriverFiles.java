package io.github.fer4j.spark;

import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.zoo.ModelZoo;
import io.github.fer4j.infer.zoo.ZooModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Resolves model and detector on the driver and hands their files to the executors, named by their
 * digests.
 */
final class DriverFiles {
  private static final String YUNET = "yunet";

  private final SparkContext context;
  private final Configuration hadoop;

  DriverFiles(SparkSession spark) {
    this.context = spark.sparkContext();
    this.hadoop = context.hadoopConfiguration();
  }

  /**
   * @param modelFolder of any file system that Hadoop knows; empty for the shipped model
   * @param detector {@code auto}, {@code yunet}, {@code haar}, {@code lbp}, {@code none} or {@code
   *     yunet:FILE}
   * @throws IOException if a file is absent or cannot be read
   * @throws io.github.fer4j.infer.model.MalformedModelException if the model does not fit
   * @throws IllegalArgumentException if there is no such detector
   */
  PredictorSettings settings(String modelFolder, String detector, boolean tta) throws IOException {
    int threads = context.conf().getInt("spark.task.cpus", 1);
    if (modelFolder.isEmpty()) {
      String digest = ModelBundle.shipped().card().sha256();
      return new PredictorSettings("", digest, detector(detector), tta, threads);
    }
    Path folder = fetched(modelFolder);
    ModelBundle bundle = ModelBundle.read(folder);
    String name = "fer4j-model-" + bundle.card().sha256();
    distribute(folder, name);
    return new PredictorSettings(name, bundle.card().sha256(), detector(detector), tta, threads);
  }

  private String detector(String wanted) throws IOException {
    return switch (wanted) {
      case "haar", "lbp", "none" -> wanted;
      case "auto" -> zooYuNet().map(this::yunet).orElse("haar");
      case YUNET ->
          zooYuNet()
              .map(this::yunet)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The detector yunet is not available on the driver; fetch it with"
                              + " './fer models fetch', or give its file as yunet:FILE"));
      default -> {
        if (!wanted.startsWith(YUNET + ":")) {
          throw new IllegalArgumentException(
              "No detector '" + wanted + "': expected auto, yunet, haar, lbp, none or yunet:FILE");
        }
        yield yunet(bytes(wanted.substring(YUNET.length() + 1)));
      }
    };
  }

  private static Optional<byte[]> zooYuNet() throws IOException {
    ModelZoo zoo = ModelZoo.ofThisUser();
    for (ZooModel model : zoo.models()) {
      if (model.name().startsWith(YUNET)) {
        return zoo.read(model);
      }
    }
    return Optional.empty();
  }

  private String yunet(byte[] onnx) {
    try {
      String name = "fer4j-yunet-" + ModelBundle.sha256(onnx) + ".onnx";
      Path folder = Files.createTempDirectory("fer4j-");
      Files.write(folder.resolve(name), onnx);
      distribute(folder.resolve(name), name);
      return YUNET + ":" + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    FileSystem files = path.getFileSystem(hadoop);
    try (var in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  private Path fetched(String modelFolder) throws IOException {
    Path folder = Files.createTempDirectory("fer4j-");
    for (String name : new String[] {ModelBundle.MODEL_FILE, ModelBundle.CARD_FILE}) {
      Files.write(folder.resolve(name), bytes(modelFolder + "/" + name));
    }
    return folder;
  }

  // Spark serves a file from where it lies, for as long as the application lives.
  private void distribute(Path file, String name) throws IOException {
    if (context.listFiles().exists(known -> known.endsWith("/" + name))) {
      return;
    }
    Path named = file.resolveSibling(name);
    if (!named.equals(file)) {
      Files.move(file, named);
    }
    context.addFile(named.toString(), Files.isDirectory(named));
  }
}
