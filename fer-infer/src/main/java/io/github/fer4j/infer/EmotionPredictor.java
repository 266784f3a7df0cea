package io.github.fer4j.infer;

import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceCropper;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.picture.MalformedPictureException;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opencv.core.Mat;

/**
 * Finds the faces in pictures and tells their expressions. Safe for use by several threads; close
 * it when all of them are done.
 */
public final class EmotionPredictor implements AutoCloseable {
  private final PictureReader reader;
  private final FaceDetector detector;
  private final FaceCropper cropper;
  private final EmotionClassifier classifier;
  private final int workers;

  private EmotionPredictor(Builder builder, EmotionClassifier classifier) {
    this.reader = new PictureReader(builder.limits);
    this.detector = builder.detector;
    this.cropper = new FaceCropper(detector.framing());
    this.classifier = classifier;
    this.workers = builder.workers;
  }

  /**
   * A predictor with the model that ships in this library.
   *
   * @throws IOException if this build has none
   */
  public static EmotionPredictor load() throws IOException {
    return load(ModelBundle.shipped());
  }

  /**
   * A predictor with a model of one's own.
   *
   * @param folder with {@code model.onnx} and {@code model-card.json}
   * @throws IOException if a file is absent or cannot be read
   * @throws io.github.fer4j.infer.model.MalformedModelException if model and card do not fit this
   *     library or each other
   */
  public static EmotionPredictor load(Path folder) throws IOException {
    return load(ModelBundle.read(folder));
  }

  private static EmotionPredictor load(ModelBundle model) {
    return builder().build(OnnxEmotionClassifier.open(model, 1));
  }

  /** A predictor made to order. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The faces in a picture file.
   *
   * @return boxes in the pixels of the upright picture, the largest first; empty if there is no
   *     face
   * @throws IOException if the file is absent or cannot be read
   * @throws MalformedPictureException if it is no picture, damaged or too large
   */
  public List<FacePrediction> predict(Path file) throws IOException {
    try (Picture picture = read(file)) {
      return predict(picture);
    }
  }

  // The network sees gray faces, so that colors are worth their memory to the detector alone.
  private Picture read(Path file) throws IOException {
    return detector.usesColor() ? reader.read(file) : reader.readGray(file);
  }

  /** The faces in an image of Java's, of any type. */
  public List<FacePrediction> predict(BufferedImage image) {
    try (Picture picture = Picture.of(image)) {
      return predict(picture);
    }
  }

  /**
   * The faces in an image of OpenCV's, which stays the caller's.
   *
   * @param image 8 or 16 bits; gray, blue-green-red, or blue-green-red-alpha
   * @throws IllegalArgumentException if it is empty or of another kind
   */
  public List<FacePrediction> predict(Mat image) {
    try (Picture picture = Picture.of(image)) {
      return predict(picture);
    }
  }

  /** The faces in a picture, the largest first. */
  public List<FacePrediction> predict(Picture picture) {
    return predict(picture, detector.detect(picture));
  }

  /**
   * The expressions of faces whose places are known.
   *
   * @param detections in the picture's pixels, framed as the detector frames its own; {@link
   *     Detection#of} makes one from a box
   * @return one for each, in the same order
   * @throws IllegalArgumentException if a box lies outside the picture
   */
  public List<FacePrediction> predict(Picture picture, List<Detection> detections) {
    List<FaceImage> faces =
        detections.stream().map(face -> cropper.crop(picture, face.box())).toList();
    List<Prediction> predictions = classifier.classify(faces);
    List<FacePrediction> found = new ArrayList<>(detections.size());
    for (int i = 0; i < detections.size(); i++) {
      found.add(new FacePrediction(detections.get(i), predictions.get(i)));
    }
    return found;
  }

  /**
   * The faces in many picture files, worked out by several threads. The results come in the order
   * of the files, one for each; a file that cannot be read gives a {@link PictureResult.Failed}.
   * Only a few pictures are in memory at any time, however many files there are. Files are taken
   * from the given stream as results are taken from the returned one.
   *
   * @return a stream to be read once; closing it, which try-with-resources does, ends its threads
   *     early
   */
  public Stream<PictureResult> predictAll(Stream<Path> files) {
    return OrderedParallel.map(files, this::result, workers);
  }

  private PictureResult result(Path file) {
    try (Picture picture = read(file)) {
      return new PictureResult.Predicted(file, picture.width(), picture.height(), predict(picture));
    } catch (IOException | MalformedPictureException e) {
      return new PictureResult.Failed(file, e);
    }
  }

  /** What finds the faces. */
  public FaceDetector detector() {
    return detector;
  }

  /** Closes the detector and the classifier. */
  @Override
  public void close() {
    detector.close();
    classifier.close();
  }

  /** The parts of a predictor; what is not set has a default. */
  public static final class Builder {
    private FaceDetector detector =
        new CascadeFaceDetector(CascadeSettings.forPictures(Cascade.HAAR));
    private PictureLimits limits = PictureLimits.DEFAULT;
    private int workers = Runtime.getRuntime().availableProcessors();

    private Builder() {}

    /** What finds the faces; by default the Haar cascade as {@link CascadeSettings} has it. */
    public Builder detector(FaceDetector chosen) {
      this.detector = chosen;
      return this;
    }

    /** The largest pictures that are read; by default {@link PictureLimits#DEFAULT}. */
    public Builder limits(PictureLimits chosen) {
      this.limits = chosen;
      return this;
    }

    /**
     * How many pictures {@link #predictAll} works on at a time; by default as many as there are
     * processors.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder workers(int chosen) {
      if (chosen < 1) {
        throw new IllegalArgumentException("Workers must be 1 or more, not " + chosen);
      }
      this.workers = chosen;
      return this;
    }

    /** A predictor that tells expressions by this classifier, and closes it with itself. */
    public EmotionPredictor build(EmotionClassifier classifier) {
      return new EmotionPredictor(this, classifier);
    }
  }
}
