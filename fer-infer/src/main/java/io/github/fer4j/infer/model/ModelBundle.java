package io.github.fer4j.infer.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.core.TemporaryFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A model and its card, which were found to belong together. It may be read out over fewer classes
 * than its file has, see {@link #withClasses}. Immutable, as long as nobody writes into {@link
 * #onnx()}.
 */
public final class ModelBundle {
  /** File name of the model in its folder. */
  public static final String MODEL_FILE = "model.onnx";

  /** File name of the card beside the model. */
  public static final String CARD_FILE = "model-card.json";

  /** Largest model that is read, in bytes: 512 MiB. The largest preset takes 40 MB. */
  public static final long MAX_MODEL_BYTES = 512L << 20;

  /** Largest card that is read, in bytes: 1 MiB. */
  public static final long MAX_CARD_BYTES = 1L << 20;

  private static final Set<OrtErrorCode> MODEL_AT_FAULT =
      EnumSet.of(
          OrtErrorCode.ORT_INVALID_ARGUMENT,
          OrtErrorCode.ORT_INVALID_PROTOBUF,
          OrtErrorCode.ORT_INVALID_GRAPH,
          OrtErrorCode.ORT_NO_MODEL,
          OrtErrorCode.ORT_NOT_IMPLEMENTED,
          OrtErrorCode.ORT_FAIL);

  private static final String ADVICE =
      "Take both files from the folder that one export wrote, or export the model again.";

  private final String resource;
  private final ModelCard fileCard;
  private final ModelCard card;
  private final byte[] onnx;

  private ModelBundle(String resource, ModelCard fileCard, ModelCard card, byte[] onnx) {
    this.resource = resource;
    this.fileCard = fileCard;
    this.card = card;
    this.onnx = onnx;
  }

  /**
   * Reads {@code model.onnx} and {@code model-card.json} from a folder and checks them.
   *
   * @throws IOException if a file is absent or cannot be read
   * @throws MalformedModelException if the card, its labels, its input or the digest is wrong, or a
   *     file is larger than {@link #MAX_MODEL_BYTES} or {@link #MAX_CARD_BYTES}
   */
  public static ModelBundle read(Path folder) throws IOException {
    Path cardFile = folder.resolve(CARD_FILE);
    Path modelFile = folder.resolve(MODEL_FILE);
    byte[] card = readBounded(cardFile, MAX_CARD_BYTES);
    byte[] model = readBounded(modelFile, MAX_MODEL_BYTES);
    return checked(cardFile.toString(), card, modelFile.toString(), model);
  }

  /**
   * A model in memory and its card.
   *
   * @param onnx not copied: do not write to it
   * @throws MalformedModelException if the card, its labels, its input or the digest is wrong
   */
  public static ModelBundle of(ModelCard card, byte[] onnx) {
    return checked(CARD_FILE, card, MODEL_FILE, onnx, sha256(onnx));
  }

  /**
   * Writes model and {@link #fileCard} into a folder, which is made where it is absent. What is
   * read from there has all classes of the file again.
   *
   * @throws FileAlreadyExistsException if the folder holds one of the two files
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    for (String name : List.of(MODEL_FILE, CARD_FILE)) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(
            file.toString(),
            null,
            "a model is here; choose another folder, or replace it (--overwrite)");
      }
    }
    replaceIn(folder);
  }

  /**
   * Writes as {@link #writeTo} does, over a model that may be there. Each file is replaced whole;
   * if the second fails, the new model is beside the old card, which {@link #read} refuses.
   */
  public void replaceIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    TemporaryFiles.removeOld(folder);
    AtomicFile.write(folder.resolve(MODEL_FILE), onnx);
    AtomicFile.write(folder.resolve(CARD_FILE), ModelCardJson.write(fileCard));
  }

  /**
   * The model that is packed into this library, over {@link ClassSet#FIVE}.
   *
   * @throws IOException if this build has none
   * @throws MalformedModelException as {@link #read(Path)}
   */
  public static ModelBundle shipped() throws IOException {
    return shipped(ClassSet.FIVE);
  }

  /**
   * The model that is packed into this library, read out over these classes.
   *
   * @throws IOException if this build has none
   * @throws MalformedModelException as {@link #read(Path)}
   * @throws IllegalArgumentException if the model lacks one of the classes
   */
  public static ModelBundle shipped(ClassSet classes) throws IOException {
    String card = "shipped " + CARD_FILE;
    String model = "shipped " + MODEL_FILE;
    return checked(card, resource(CARD_FILE), model, resource(MODEL_FILE)).withClasses(classes);
  }

  /**
   * The classes over which a name means the shipped model: {@code five}, {@code seven} or {@code
   * eight}, unless a folder is called so, and five if the name is empty.
   *
   * @param isFolder whether there is a folder of this name
   * @return empty if the name is that of a folder, which may be absent
   */
  public static Optional<ClassSet> shippedClasses(String name, Predicate<String> isFolder) {
    return name.isEmpty()
        ? Optional.of(ClassSet.FIVE)
        : ClassSet.ofName(name).filter(classes -> !isFolder.test(name));
  }

  /**
   * The same file, read out over other classes, all of which its {@link #fileCard} must have: the
   * probabilities are those that the file gives, divided by their sum over these classes, see
   * {@link Prediction#restrictedTo}. That is the softmax over their logits alone.
   *
   * @throws IllegalArgumentException if the file lacks one of the classes
   */
  public ModelBundle withClasses(ClassSet classes) {
    try {
      return new ModelBundle(resource, fileCard, fileCard.withClasses(classes), onnx);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(resource + ": " + e.getMessage(), e);
    }
  }

  /** What it was read from, for messages: the path of the model's file, or what stands for it. */
  public String resource() {
    return resource;
  }

  /** What the model's author says of it, with the classes over which it is read out. */
  public ModelCard card() {
    return card;
  }

  /** The card of the file, with all classes that it has an output for. */
  public ModelCard fileCard() {
    return fileCard;
  }

  /** The model file's bytes; not a copy, since they may be 40 MB and more: do not write to them. */
  public byte[] onnx() {
    return onnx;
  }

  /**
   * A session of ONNX Runtime on this model, whose tensors were checked: {@code pixels}, float, [N,
   * 1, 48, 48] in; for each output that the card names floats [N, classes of the file] out. The
   * caller closes it.
   *
   * @throws OrtException if the runtime cannot serve
   * @throws MalformedModelException if the file is no ONNX model that this runtime can load, has
   *     other tensors, loops, operators that image classifiers do not use, or weights in other
   *     files
   */
  public OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
      throws OrtException {
    OnnxGraphCheck.require(onnx, resource);
    OrtSession session = load(environment, options);
    try {
      ModelTensors.require(session, fileCard, resource);
    } catch (OrtException | MalformedModelException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /** SHA-256 of a model's bytes, as {@link ModelCard#sha256()} has it. */
  public static String sha256(byte[] onnx) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private OrtSession load(OrtEnvironment environment, OrtSession.SessionOptions options)
      throws OrtException {
    try {
      return environment.createSession(onnx, options);
    } catch (OrtException e) {
      if (MODEL_AT_FAULT.contains(e.getCode())) {
        throw new MalformedModelException(
            resource, "", "an ONNX model that this runtime loads", reason(e), ADVICE);
      }
      throw e;
    }
  }

  // "Error code - ORT_... - message: What happened." without what only its makers need.
  private static String reason(OrtException failure) {
    String message = String.valueOf(failure.getMessage());
    return message
        .replaceFirst("^Error code - \\S+ - message: ", "")
        .replaceFirst("^Exception during initialization", "tensors that cannot be set up")
        .replaceFirst("[:,]? */onnxruntime_src/.*", "")
        .replaceFirst("\\.+$", "");
  }

  private static ModelBundle checked(
      String cardResource, byte[] card, String modelResource, byte[] onnx) {
    String text = new String(card, StandardCharsets.UTF_8);
    // Beside each other: each takes a tenth of the time until the first prediction.
    CompletableFuture<String> digest = CompletableFuture.supplyAsync(() -> sha256(onnx));
    ModelCard read = ModelCardJson.read(text, cardResource);
    return checked(cardResource, read, modelResource, onnx, digest.join());
  }

  private static ModelBundle checked(
      String cardResource, ModelCard card, String modelResource, byte[] onnx, String digest) {
    requireClasses(cardResource, card);
    require(cardResource, "field input", ModelCard.Input.FACE_IMAGE, card.input());
    require(modelResource, "", "SHA-256 " + card.sha256(), "SHA-256 " + digest);
    return new ModelBundle(modelResource, card, card, onnx);
  }

  private static void requireClasses(String resource, ModelCard card) {
    if (ClassSet.ofLabels(card.labels()).isEmpty()) {
      String sets =
          Arrays.stream(ClassSet.values())
              .map(set -> set.labels() + " (" + set + ")")
              .collect(Collectors.joining(" or "));
      throw new MalformedModelException(
          resource, "field labels", sets + ", in this order", card.labels().toString(), ADVICE);
    }
  }

  private static void require(String resource, String place, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new MalformedModelException(
          resource, place, expected.toString(), found.toString(), ADVICE);
    }
  }

  private static byte[] readBounded(Path file, long limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "no such file; a model's folder holds " + MODEL_FILE + " and " + CARD_FILE);
    }
    long size = Files.size(file);
    if (size > limit) {
      throw new MalformedModelException(
          file.toString(), "", "at most " + limit + " bytes", size + " bytes", ADVICE);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ModelBundle.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(
            "This build of fer4j ships no model ("
                + name
                + " is absent): train one and name its folder.");
      }
      return in.readAllBytes();
    }
  }
}
