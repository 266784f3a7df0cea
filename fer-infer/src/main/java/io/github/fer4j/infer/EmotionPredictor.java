package io.github.fer4j.infer;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.detect.FaceCropper;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.FaceDetectors;
import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.picture.MalformedPictureException;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/**
 * Finds the faces in pictures and recognises their expressions. Safe for use by several threads.
 * Closing waits for calls in progress; after it, every call throws an {@link
 * IllegalStateException}, and closing again does nothing.
 *
 * <p>The same picture gives the same result, to the last bit, as a file, as bytes and as a stream.
 */
public final class EmotionPredictor implements AutoCloseable {
  private final PictureReader reader;
  private final FaceDetector detector;
  private final FaceCropper cropper;
  private final EmotionClassifier classifier;
  private final int workers;

  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean closed;

  private EmotionPredictor(Builder parts, EmotionClassifier classifier) {
    this.detector = parts.detector == null ? FaceDetectors.forPictures() : parts.detector;
    this.cropper = new FaceCropper(detector.framing());
    this.classifier = classifier;
    this.workers = parts.workers;
    // The network sees gray faces: colors are worth their memory to the detector alone.
    PictureReader colors = new PictureReader(parts.limits);
    this.reader = detector.usesColor() ? colors : colors.gray();
  }

  /**
   * A predictor with the model that ships in this library.
   *
   * @throws IOException if this build has none
   */
  public static EmotionPredictor load() throws IOException {
    return builder().build();
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
    return builder().model(folder).build();
  }

  /** A builder, in which everything has a default. */
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
    requireOpen();
    try (Picture picture = reader.read(file)) {
      return predict(picture);
    }
  }

  /**
   * The faces in a picture file that is in memory.
   *
   * @param content the whole file, such as the bytes of a JPEG
   * @throws MalformedPictureException if it is no picture, damaged or too large
   */
  public List<FacePrediction> predict(byte[] content) {
    requireOpen();
    try (Picture picture = reader.decode(content, "picture")) {
      return predict(picture);
    }
  }

  /**
   * The faces in a picture file that comes from a stream, which is read to its end and not closed.
   *
   * @throws IOException if it cannot be read
   * @throws MalformedPictureException if it is no picture, damaged or too large
   */
  public List<FacePrediction> predict(InputStream content) throws IOException {
    requireOpen();
    try (Picture picture = reader.read(content, "picture")) {
      return predict(picture);
    }
  }

  /** The faces in an image of Java's, of any type. */
  public List<FacePrediction> predict(BufferedImage image) {
    requireOpen();
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
    requireOpen();
    try (Picture picture = Picture.of(image)) {
      return predict(picture);
    }
  }

  /** The faces in a picture, the largest first. */
  public List<FacePrediction> predict(Picture picture) {
    use.readLock().lock();
    try {
      requireOpen();
      return predict(picture, detector.detect(picture));
    } finally {
      use.readLock().unlock();
    }
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
    List<FaceImage> faces = detections.stream().map(face -> cropper.crop(picture, face)).toList();
    List<Prediction> predictions = classify(faces);
    List<FacePrediction> found = new ArrayList<>(detections.size());
    for (int i = 0; i < detections.size(); i++) {
      found.add(new FacePrediction(detections.get(i), predictions.get(i)));
    }
    return found;
  }

  private List<Prediction> classify(List<FaceImage> faces) {
    use.readLock().lock();
    try {
      requireOpen();
      List<Prediction> predictions = classifier.classify(faces);
      if (predictions.size() != faces.size()) {
        throw new IllegalStateException(
            "The classifier gave "
                + predictions.size()
                + " predictions for "
                + faces.size()
                + " faces");
      }
      return predictions;
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * The faces in many picture files, by several threads. The results come in the order of the
   * files, one for each; a picture that fails, for whatever reason, gives a {@link
   * PictureResult.Failed} and does not end the others. Only a few pictures are in memory at any
   * time, however many files there are. Files are taken from the given stream as results are taken
   * from the returned one.
   *
   * @return a stream to be read once; closing it, which try-with-resources does, ends its threads
   *     early
   */
  public Stream<PictureResult> predictAll(Stream<Path> files) {
    requireOpen();
    return OrderedParallel.map(files, this::result, workers);
  }

  private PictureResult result(Path file) {
    requireOpen();
    try (Picture picture = reader.read(file)) {
      return new PictureResult.Predicted(
          file, picture.width(), picture.height(), predict(picture), detector.name(), reading());
    } catch (Throwable anything) {
      // Also an OutOfMemoryError: it is this picture's, and its memory is free again.
      requireOpen();
      return PictureResult.Failed.of(file, anything);
    }
  }

  /** What finds the faces. */
  public FaceDetector detector() {
    return detector;
  }

  /** The card of the model, or empty for a classifier of one's own that has none. */
  public Optional<ModelCard> model() {
    return classifier.model();
  }

  /**
   * Which reading of a face the predictions hold: {@code crowd}, what most people see, where the
   * model has it and no other was chosen; otherwise {@code fer2013}, its data set's labels.
   */
  public String reading() {
    return classifier.reading();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The predictor is closed");
    }
  }

  /** Closes the detector and the classifier, when calls in progress have ended. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        closeParts();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private void closeParts() {
    try {
      detector.close();
    } finally {
      classifier.close();
    }
  }

  /**
   * The parts of a predictor; what is not set has a default. The predictor closes the detector and
   * the classifier with itself; if building fails, they stay the caller's.
   */
  public static final class Builder {
    private @Nullable Path modelFolder;
    private @Nullable ModelBundle model;
    private @Nullable EmotionClassifier classifier;
    private @Nullable String reading;
    private @Nullable ClassSet classes;
    private boolean augmentation;
    private @Nullable FaceDetector detector;
    private PictureLimits limits = PictureLimits.DEFAULT;
    private int workers = Runtime.getRuntime().availableProcessors();
    private int threads;

    private Builder() {}

    /**
     * A model of one's own; by default the one in the library.
     *
     * @param folder with {@code model.onnx} and {@code model-card.json}; read by {@link #build}
     */
    public Builder model(Path folder) {
      this.modelFolder = folder;
      this.model = null;
      return this;
    }

    /** A model that was read before. */
    public Builder model(ModelBundle read) {
      this.model = read;
      this.modelFolder = null;
      return this;
    }

    /** A classifier in place of a model. */
    public Builder classifier(EmotionClassifier chosen) {
      this.classifier = chosen;
      return this;
    }

    /**
     * The reading of a face, of those in the model's card: {@code fer2013} or {@code crowd}; by
     * default the crowd's where the model has it.
     */
    public Builder reading(String chosen) {
      this.reading = chosen;
      return this;
    }

    /**
     * The classes that the program expects; by default those of the model, whichever they are, and
     * five of the one in the library. A model file of more is read out over these, see {@link
     * ModelBundle#withClasses}; {@link #build} refuses a model that lacks one.
     */
    public Builder classes(ClassSet expected) {
      this.classes = expected;
      return this;
    }

    /**
     * Averages ten views of each face, which takes ten times as long: {@link TestTimeAugmentation}.
     */
    public Builder testTimeAugmentation() {
      this.augmentation = true;
      return this;
    }

    /** What finds the faces; by default {@link FaceDetectors#forPictures}. */
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
      this.workers = requirePositive("workers", chosen);
      return this;
    }

    /**
     * How many threads OpenCV and ONNX Runtime use for one picture; by default the processors
     * divided by the workers: 1 where many pictures are worked on at a time, all where one is.
     * OpenCV has one number for the whole process: the predictor that was built last decides.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder threads(int chosen) {
      this.threads = requirePositive("threads", chosen);
      return this;
    }

    private static int requirePositive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
      }
      return value;
    }

    /**
     * The predictor.
     *
     * @throws IOException if the model is absent or cannot be read
     * @throws io.github.fer4j.infer.model.MalformedModelException if model and card do not fit this
     *     library or each other
     * @throws IllegalArgumentException if the model has no such reading, or lacks a class that the
     *     program expects
     * @throws IllegalStateException if a model and a classifier were given, or a native library
     *     cannot be loaded
     */
    public EmotionPredictor build() throws IOException {
      if (classifier != null && (model != null || modelFolder != null)) {
        throw new IllegalStateException("Give either a model or a classifier, not both");
      }
      int perPicture =
          threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
      OpenCv.useThreads(perPicture);
      EmotionClassifier plain = classifier != null ? classifier : openModel(perPicture);
      return new EmotionPredictor(this, augmentation ? new TestTimeAugmentation(plain) : plain);
    }

    private EmotionClassifier openModel(int threads) throws IOException {
      ModelBundle bundle = classes == null ? bundle() : bundle().withClasses(classes);
      return OnnxEmotionClassifier.open(
          bundle, reading == null ? bundle.card().defaultReading() : reading, threads);
    }

    private ModelBundle bundle() throws IOException {
      if (model != null) {
        return model;
      }
      return modelFolder == null ? ModelBundle.shipped() : ModelBundle.read(modelFolder);
    }

    /**
     * A predictor with this classifier.
     *
     * @deprecated use {@link #classifier} and {@link #build()}
     */
    @Deprecated(since = "0.1.0", forRemoval = true)
    public EmotionPredictor build(EmotionClassifier chosen) {
      try {
        return classifier(chosen).build();
      } catch (IOException e) {
        throw new IllegalStateException("No file is read when a classifier is given", e);
      }
    }
  }
}
