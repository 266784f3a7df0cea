package io.github.fer4j.spark;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelCardJson;
import io.github.fer4j.infer.zoo.ModelZoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves model and detector on the driver and hands their files to the executors, named by their
 * digests.
 */
final class DriverFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DriverFiles.class);
  private static final String YUNET = YuNetFaceDetector.MODEL;

  private final SparkContext context;
  private final Configuration hadoop;

  DriverFiles(SparkSession spark) {
    this.context = spark.sparkContext();
    this.hadoop = context.hadoopConfiguration();
  }

  /**
   * The classes over which a model answers.
   *
   * @param model a folder of any file system that Hadoop knows, or a name of the shipped model, see
   *     {@link ModelBundle#shippedClasses}
   * @param wanted name of the classes over which it is to be read out; empty for the model's
   * @throws IOException if its card is absent or cannot be read
   * @throws MalformedModelException if it is no model card
   * @throws IllegalArgumentException if the model lacks one of the classes that are named
   */
  ClassSet classes(String model, String wanted) throws IOException {
    return classes(model, wanted, card(model));
  }

  private ClassSet classes(String model, String wanted, ModelCard file) {
    return wanted.isEmpty()
        ? shipped(model).orElse(file.classes())
        : file.withClasses(ClassSet.parse(wanted)).classes();
  }

  /** The card of a model's file. */
  private ModelCard card(String model) throws IOException {
    Optional<ClassSet> shipped = shipped(model);
    if (shipped.isPresent()) {
      return ModelBundle.shipped(shipped.get()).fileCard();
    }
    String file = model + "/" + ModelBundle.CARD_FILE;
    return ModelCardJson.read(new String(bytes(file), StandardCharsets.UTF_8), file);
  }

  private Optional<ClassSet> shipped(String model) {
    return ModelBundle.shippedClasses(model, this::isFolder);
  }

  private boolean isFolder(String name) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      return files.exists(path) && files.getFileStatus(path).isDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param named model, as of {@link #classes}
   * @param classes as of {@link #classes}
   * @param reading which of the model's readings of a face; empty for its default one
   * @param detector {@code auto}, {@code yunet}, {@code haar}, {@code lbp}, {@code none} or {@code
   *     yunet:FILE}
   * @throws IOException if a file is absent or cannot be read
   * @throws MalformedModelException if the model does not fit
   * @throws IllegalArgumentException if there is no such detector, or the model has no such reading
   *     or classes
   */
  PredictorSettings settings(
      String named, String classes, String reading, String detector, boolean tta)
      throws IOException {
    ModelCard card = card(named);
    String model = shipped(named).isPresent() ? "" : distributed(card, named);
    String resolved = detector(detector);
    Origin origin =
        Origin.of(
            card,
            classes(named, classes, card),
            reading.isEmpty() ? card.defaultReading() : reading,
            resolved.startsWith(YUNET) ? YUNET : resolved);
    int threads = context.conf().getInt("spark.task.cpus", 1);
    return new PredictorSettings(model, origin, resolved, tta, threads);
  }

  private String distributed(ModelCard card, String modelFolder) throws IOException {
    byte[] onnx = bytes(modelFolder + "/" + ModelBundle.MODEL_FILE);
    ModelBundle bundle = ModelBundle.of(card, onnx);
    String name = "fer4j-model-" + card.sha256();
    if (!isDistributed(name)) {
      Path folder = temporaryFolder().resolve(name);
      bundle.writeTo(folder);
      distribute(folder);
    }
    return name;
  }

  private String detector(String wanted) throws IOException {
    return switch (wanted) {
      case "haar", "lbp", PredictorSettings.NO_DETECTOR -> wanted;
      case "auto" -> yuNetOrCascades();
      case YUNET ->
          yunet(
              zooYuNet()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "The detector yunet is not available on the driver; fetch it with"
                                  + " './fer models fetch', or give its file as yunet:FILE")));
      default -> {
        if (!wanted.startsWith(YUNET + ":")) {
          throw new IllegalArgumentException(
              "No detector '" + wanted + "': expected auto, yunet, haar, lbp, none or yunet:FILE");
        }
        yield yunet(bytes(wanted.substring(YUNET.length() + 1)));
      }
    };
  }

  // As FaceDetectors.forPictures chooses, once for all executors.
  private String yuNetOrCascades() throws IOException {
    try {
      Optional<byte[]> onnx = zooYuNet();
      if (onnx.isPresent()) {
        return yunet(onnx.get());
      }
      LOG.warn(
          "YuNet is not available: cascades find the faces; they miss tilted and many other ones");
    } catch (MalformedModelException e) {
      LOG.warn("Cascades find the faces; they miss tilted and many other ones: {}", e.getMessage());
    }
    return PredictorSettings.CASCADES;
  }

  private static Optional<byte[]> zooYuNet() throws IOException {
    ModelZoo zoo = ModelZoo.ofThisUser();
    return zoo.read(zoo.model(YUNET));
  }

  private String yunet(byte[] onnx) throws IOException {
    String name = "fer4j-yunet-" + ModelBundle.sha256(onnx) + ".onnx";
    if (!isDistributed(name)) {
      Path file = temporaryFolder().resolve(name);
      Files.write(file, onnx);
      distribute(file);
    }
    return YUNET + ":" + name;
  }

  private byte[] bytes(String file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    FileSystem files = path.getFileSystem(hadoop);
    try (var in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  private boolean isDistributed(String name) {
    return context.listFiles().exists(known -> known.endsWith("/" + name));
  }

  // Spark serves a file from where it lies, for as long as the application lives.
  private static Path temporaryFolder() throws IOException {
    Path folder = Files.createTempDirectory("fer4j-");
    folder.toFile().deleteOnExit();
    return folder;
  }

  private void distribute(Path named) throws IOException {
    named.toFile().deleteOnExit();
    if (Files.isDirectory(named)) {
      try (var files = Files.list(named)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
    }
    context.addFile(named.toString(), Files.isDirectory(named));
  }
}
