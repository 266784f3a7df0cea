package io.github.fer4j.infer.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.github.fer4j.infer.internal.natives.OnnxSession;
import io.github.fer4j.infer.internal.natives.OpenCv;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.OnnxGraphCheck;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** YuNet on ONNX Runtime, for pictures of any size. Safe for use by several threads. */
final class YuNetNetwork implements AutoCloseable {
  private static final String INPUT = "input";
  private static final Set<String> OPERATORS_OF_ITS_OWN = Set.of("Resize");
  private static final int LARGEST_STRIDE = 32;
  private static final int CHANNELS = 3;

  private final OnnxSession session;
  private final Pool<Pixels> pixels = new Pool<>(Pixels::new);

  private YuNetNetwork(OnnxSession session) {
    this.session = session;
  }

  /**
   * @param model the ONNX file
   * @param resource its name, for messages
   * @throws MalformedModelException if it is no YuNet model
   */
  static YuNetNetwork open(byte[] model, String resource) {
    OpenCv.load();
    requirePlainGraph(model, resource);
    try {
      byte[] free = FreeShapes.of(model);
      OnnxSession session =
          OnnxSession.open(
              (environment, options) -> {
                options.setMemoryPatternOptimization(false); // Sizes differ from run to run.
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
                return environment.createSession(free, options);
              },
              1);
      YuNetNetwork network = new YuNetNetwork(session);
      network.requireTensors(resource);
      return network;
    } catch (OrtException | IllegalArgumentException e) {
      throw malformed(resource, "a file that ONNX Runtime refuses");
    }
  }

  private static void requirePlainGraph(byte[] model, String resource) {
    try {
      OnnxGraphCheck.require(model, resource, OPERATORS_OF_ITS_OWN);
    } catch (MalformedModelException e) {
      throw malformed(resource, "one that is refused (" + e.getMessage() + ")");
    }
  }

  private void requireTensors(String resource) throws OrtException {
    Set<String> missing = new HashSet<>();
    for (int stride : YuNetOutputs.STRIDES) {
      for (String kind : List.of("cls_", "obj_", "bbox_", "kps_")) {
        missing.add(kind + stride);
      }
    }
    missing.removeAll(session.session().getOutputNames());
    if (!missing.isEmpty() || !session.session().getInputNames().equals(Set.of(INPUT))) {
      session.close();
      throw malformed(resource, "a model with other inputs or outputs");
    }
  }

  private static MalformedModelException malformed(String resource, String found) {
    return new MalformedModelException(
        resource,
        "",
        "a YuNet face detection model in ONNX",
        found,
        "Take face_detection_yunet_2023mar.onnx from the OpenCV model zoo.");
  }

  /**
   * The faces in an 8-bit blue-green-red image, one find for each.
   *
   * @param least score, 0 to 1
   * @return in pixels of the image, the best first
   */
  List<YuNetFace> faces(Mat image, double least) {
    int width = padded(image.cols());
    int height = padded(image.rows());
    long[] shape = {1, CHANNELS, height, width};
    try (Pool<Pixels>.Loan loan = pixels.borrow()) {
      FloatBuffer values = loan.get().of(image, width, height);
      return YuNetFace.best(
          session.run(
              INPUT,
              environment -> OnnxTensor.createTensor(environment, values, shape),
              result -> YuNetOutputs.faces(result, width, least)));
    }
  }

  private static int padded(int length) {
    return length + (-length & (LARGEST_STRIDE - 1));
  }

  @Override
  public void close() {
    pixels.close();
    session.close();
  }

  /**
   * The network's input, outside the Java heap. It is used again: the collector would return it too
   * late.
   */
  private static final class Pixels {
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

    /** The channels of an image one after the other, with zeros to its right and below. */
    FloatBuffer of(Mat image, int width, int height) {
      int size = CHANNELS * height * width * Float.BYTES;
      if (bytes.capacity() < size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
      }
      Mat planes = new Mat(CHANNELS * height, width, CvType.CV_32FC1, bytes);
      try {
        if (image.cols() < width || image.rows() < height) {
          planes.setTo(new Scalar(0));
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
          write(image, channel, planes, channel * height);
        }
      } finally {
        planes.release();
      }
      return bytes.limit(size).asFloatBuffer();
    }

    private static void write(Mat image, int channel, Mat planes, int top) {
      Mat values = new Mat();
      Mat target = planes.submat(top, top + image.rows(), 0, image.cols());
      Core.extractChannel(image, values, channel);
      values.convertTo(target, CvType.CV_32F);
      target.release();
      values.release();
    }
  }
}
