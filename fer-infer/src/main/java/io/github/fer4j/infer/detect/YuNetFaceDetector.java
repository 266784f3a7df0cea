package io.github.fer4j.infer.detect;

import io.github.fer4j.core.Detection;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.zoo.ModelZoo;
import io.github.fer4j.infer.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Finds faces by YuNet (W. Wu et al., "YuNet: A tiny millisecond-level face detector", Machine
 * Intelligence Research 20, 2023) and gives five landmarks of each. It finds tilted, turned and
 * partly hidden faces, which the cascades miss, and takes a fraction of their time. Scores run from
 * 0 to 1.
 *
 * <p>The model file is not part of fer4j's sources: it is in the jar if the build put it there, and
 * otherwise in the user's cache once it was fetched ({@link ModelZoo}). Safe for use by several
 * threads; each search takes one thread.
 */
public final class YuNetFaceDetector implements FaceDetector {
  /** Its name in the model zoo. */
  public static final String MODEL = "yunet";

  private final YuNetNetwork network;
  private final YuNetSettings settings;

  private YuNetFaceDetector(YuNetNetwork network, YuNetSettings settings) {
    this.network = network;
    this.settings = settings;
  }

  /**
   * A detector by the model in the jar or in the user's cache. Nothing is fetched.
   *
   * @throws NoSuchFileException if the model is in neither
   * @throws MalformedModelException if the copy in the cache is damaged
   * @throws IOException if the copy cannot be read
   */
  public static YuNetFaceDetector open(YuNetSettings settings) throws IOException {
    ModelZoo zoo = ModelZoo.ofThisUser();
    ZooModel model = zoo.model(MODEL);
    Optional<byte[]> content = zoo.read(model);
    if (content.isEmpty()) {
      throw new NoSuchFileException(
          zoo.cached(model).toString(), null, "YuNet's model is neither there nor in the jar");
    }
    return new YuNetFaceDetector(YuNetNetwork.open(content.get(), model.file()), settings);
  }

  /** A detector as {@link #open(YuNetSettings)} gives it, with {@link YuNetSettings#DEFAULT}. */
  public static YuNetFaceDetector open() throws IOException {
    return open(YuNetSettings.DEFAULT);
  }

  /**
   * A detector by a model file, such as {@code face_detection_yunet_2023mar.onnx}.
   *
   * @throws IOException if the file is absent or cannot be read
   * @throws MalformedModelException if it is no YuNet model
   */
  public static YuNetFaceDetector open(Path model, YuNetSettings settings) throws IOException {
    return new YuNetFaceDetector(
        YuNetNetwork.open(Files.readAllBytes(model), model.toString()), settings);
  }

  /** A detector by a model file, with {@link YuNetSettings#DEFAULT}. */
  public static YuNetFaceDetector open(Path model) throws IOException {
    return open(model, YuNetSettings.DEFAULT);
  }

  /** The settings. */
  public YuNetSettings settings() {
    return settings;
  }

  @Override
  public String name() {
    return MODEL;
  }

  @Override
  public boolean isFast() {
    return true;
  }

  @Override
  public FaceCrop framing() {
    return FaceCrop.YUNET;
  }

  @Override
  public List<Detection> detect(Picture picture) {
    List<YuNetFace> faces = new ArrayList<>(new YuNetSearch(network, settings, picture).faces());
    if (settings.anyOrientation()) {
      // Some upside-down faces are found as they are, with a lower score and points out of place.
      faces.addAll(inTurnedPictures(picture));
    }
    return Overlaps.best(
        faces.stream()
            .map(face -> face.detection(picture.width(), picture.height()))
            .flatMap(Optional::stream)
            .toList());
  }

  private List<YuNetFace> inTurnedPictures(Picture picture) {
    List<YuNetFace> found = new ArrayList<>();
    for (QuarterTurn turn : QuarterTurn.values()) {
      Mat turned = turn.turned(picture.pixels());
      try (Picture upright = Picture.of(turned)) {
        new YuNetSearch(network, settings, upright)
            .upright().stream()
                .map(face -> turn.back(face, picture.width(), picture.height()))
                .forEach(found::add);
      } finally {
        turned.release();
      }
    }
    return found;
  }

  @Override
  public void close() {
    network.close();
  }
}
