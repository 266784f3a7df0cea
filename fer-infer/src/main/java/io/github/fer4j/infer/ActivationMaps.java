package io.github.fer4j.infer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.internal.natives.OnnxRuntime;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelTensors;
import io.github.fer4j.infer.model.PooledEnding;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** Class activation maps: the last feature maps, summed by the weights of the class. */
final class ActivationMaps implements Explainer {
  private static final int FEATURES = 1;
  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private final ClassSet classes;
  private final PooledEnding ending;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private ActivationMaps(
      ClassSet classes, PooledEnding ending, OrtEnvironment environment, OrtSession session) {
    this.classes = classes;
    this.ending = ending;
    this.environment = environment;
    this.session = session;
  }

  static ActivationMaps open(ModelBundle model, PooledEnding ending) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = OnnxEmotionClassifier.options(environment, 1)) {
      model.open(environment, options).close(); // whatever is wrong with it is said there
      return new ActivationMaps(
          model.card().classes(),
          ending,
          environment,
          environment.createSession(ending.onnx(), options));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot open the model: " + e.getMessage(), e);
    }
  }

  @Override
  public Explanation explain(FaceImage face, Emotion emotion) {
    classes.indexOf(emotion); // fails for a class that is not among the answers
    float[] pixels = new float[FaceImage.PIXELS];
    face.copyTo(pixels, 0);
    long[] shape = {1, 1, FaceImage.SIDE, FaceImage.SIDE};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
        OrtSession.Result result =
            session.run(Map.of(ModelTensors.INPUT, input), Set.of(ending.features()))) {
      return summed((OnnxTensor) result.get(0), emotion);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  private Explanation summed(OnnxTensor tensor, Emotion emotion) {
    long[] shape = tensor.getInfo().getShape();
    int places = (int) (shape[ROWS] * shape[COLUMNS]);
    FloatBuffer features = tensor.getFloatBuffer();
    float[] weights = ending.weights(emotion.ordinal());
    double[] sums = new double[places];
    for (int feature = 0; feature < shape[FEATURES]; feature++) {
      for (int place = 0; place < places; place++) {
        sums[place] += weights[feature] * features.get(feature * places + place);
      }
    }
    float[] values = new float[places];
    for (int place = 0; place < places; place++) {
      values[place] = (float) sums[place];
    }
    return new Explanation(
        emotion,
        Explanation.Method.ACTIVATION_MAP,
        (int) shape[COLUMNS],
        (int) shape[ROWS],
        values,
        ending.bias(emotion.ordinal()));
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close: " + e.getMessage(), e);
    }
  }
}
