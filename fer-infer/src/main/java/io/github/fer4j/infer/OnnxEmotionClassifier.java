package io.github.fer4j.infer;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.internal.natives.OnnxRuntime;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelTensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Runs an exported network on ONNX Runtime. Safe for use by several threads, which run at the same
 * time.
 */
public final class OnnxEmotionClassifier implements EmotionClassifier {
  /** Most faces in one run; more of them are taken in turns, so that memory stays bounded. */
  static final int LARGEST_BATCH = 64;

  private final String resource;
  private final ModelCard card;
  private final ClassSet fileClasses;
  private final String reading;
  private final OrtEnvironment environment;
  private final OrtSession session;

  // Closing waits for calls under way: the session's memory must not go away beneath them.
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxEmotionClassifier(
      ModelBundle model, String reading, OrtEnvironment environment, OrtSession session) {
    this.resource = model.resource();
    this.card = model.card();
    this.fileClasses = model.fileCard().classes();
    this.reading = reading;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Opens a model for its default reading of a face: the crowd's where it has one.
   *
   * @see #open(ModelBundle, String, int)
   */
  public static OnnxEmotionClassifier open(ModelBundle model, int threads) {
    return open(model, model.card().defaultReading(), threads);
  }

  /**
   * Opens a model.
   *
   * @param model as read from a folder or from the library itself
   * @param reading one of those that the card's outputs hold
   * @param threads that one call uses, 1 or more; calls from several threads need no more than 1
   * @throws MalformedModelException if it is no ONNX model of the right form
   * @throws IllegalStateException if ONNX Runtime cannot serve
   * @throws IllegalArgumentException if the model has no such reading, or there are no threads
   */
  public static OnnxEmotionClassifier open(ModelBundle model, String reading, int threads) {
    model.card().outputOf(reading); // fails before anything is opened
    if (threads < 1) {
      throw new IllegalArgumentException("A classifier needs 1 thread or more, not " + threads);
    }
    // First of all: the first class of ONNX Runtime that is used loads its libraries.
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = options(environment, threads)) {
      return new OnnxEmotionClassifier(
          model, reading, environment, model.open(environment, options));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot open the model: " + e.getMessage(), e);
    }
  }

  /** How a session on a checked model is opened; the caller closes it. */
  static OrtSession.SessionOptions options(OrtEnvironment environment, int threads)
      throws OrtException {
    environment.setTelemetry(false);
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    // What the file's bytes look like decides nothing: it was checked as ONNX.
    options.addConfigEntry("session.load_model_format", "ONNX");
    // Its messages repeat names from the file; what goes wrong comes as an exception.
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }

  @Override
  public Optional<ModelCard> model() {
    return Optional.of(card);
  }

  @Override
  public String reading() {
    return reading;
  }

  @Override
  public List<Prediction> classify(List<FaceImage> faces) {
    List<Prediction> predictions = new ArrayList<>(faces.size());
    for (int from = 0; from < faces.size(); from += LARGEST_BATCH) {
      int to = Math.min(faces.size(), from + LARGEST_BATCH);
      predictions.addAll(runUnlessClosed(faces.subList(from, to)));
    }
    return predictions;
  }

  private List<Prediction> runUnlessClosed(List<FaceImage> faces) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The classifier is closed");
      }
      return run(faces);
    } finally {
      use.readLock().unlock();
    }
  }

  private List<Prediction> run(List<FaceImage> faces) {
    float[] pixels = new float[faces.size() * FaceImage.PIXELS];
    for (int i = 0; i < faces.size(); i++) {
      faces.get(i).copyTo(pixels, i * FaceImage.PIXELS);
    }
    long[] shape = {faces.size(), 1, FaceImage.SIDE, FaceImage.SIDE};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
        OrtSession.Result result =
            session.run(Map.of(ModelTensors.INPUT, input), Set.of(output()))) {
      return predictions(outputs(result.get(0), faces.size()), faces.size());
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  private String output() {
    return card.outputOf(reading);
  }

  // The shape that a model declares need not be the one that it gives.
  private float[] outputs(OnnxValue output, int faces) {
    long[] expected = {faces, fileClasses.size()};
    if (!(output instanceof OnnxTensor tensor)
        || !Arrays.equals(tensor.getInfo().getShape(), expected)
        || tensor.getInfo().type != OnnxJavaType.FLOAT) {
      throw new MalformedModelException(
          resource,
          "output " + output(),
          "floats of shape " + Arrays.toString(expected),
          output.getInfo().toString(),
          "Export the network with this version of fer4j.");
    }
    float[] outputs = new float[faces * fileClasses.size()];
    tensor.getFloatBuffer().get(outputs);
    return outputs;
  }

  private List<Prediction> predictions(float[] outputs, int faces) {
    List<Prediction> predictions = new ArrayList<>(faces);
    for (int row = 0; row < faces; row++) {
      try {
        predictions.add(Prediction.ofRow(fileClasses, outputs, row).restrictedTo(card.classes()));
      } catch (IllegalArgumentException e) {
        throw new MalformedModelException(
            resource,
            "output " + output(),
            "probabilities",
            e.getMessage(),
            "Export the network with its softmax.");
      }
    }
    return predictions;
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close: " + e.getMessage(), e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
