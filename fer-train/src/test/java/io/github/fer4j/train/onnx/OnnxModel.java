package io.github.fer4j.train.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.model.ModelTensors;
import java.nio.FloatBuffer;
import java.util.Map;

/** An exported model in ONNX Runtime. */
final class OnnxModel implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxModel(byte[] onnx) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      session = environment.createSession(onnx, options);
    }
  }

  /** Probabilities [n, 5] of pixels [n, 1, 48, 48]. */
  float[][] probabilities(float[] pixels) throws OrtException {
    long n = pixels.length / FaceImage.PIXELS;
    long[] shape = {n, 1, FaceImage.SIDE, FaceImage.SIDE};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
        OrtSession.Result result = session.run(Map.of(ModelTensors.INPUT, tensor))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
