package io.github.fer4j.train;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.internal.natives.OnnxRuntime;
import io.github.fer4j.infer.model.MalformedModelException;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.ModelTensors;
import io.github.fer4j.train.engine.Batch;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exported model as a teacher, on ONNX Runtime. It is shown the pictures of training as they
 * are: of any side, and without the input blur that the file has for untouched pictures, since
 * augmentation has blurred these already.
 */
final class ModelTeacher implements Teacher {
  private static final String BLUR = "smoothing.kernel";
  private static final String[] SIDES = {"height", "width"};

  private final ModelBundle model;
  private final OrtEnvironment environment = OnnxRuntime.environment();
  private final OrtSession session;

  ModelTeacher(ModelBundle model) {
    this.model = model;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      model.open(environment, options).close(); // checks its tensors
      this.session = environment.createSession(forTraining(model), options);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot open the teacher: " + e.getMessage(), e);
    }
  }

  /** Whether the model averages over all places instead of flattening them. */
  static boolean takesAnySize(ModelBundle model) {
    return parse(model).getGraph().getNodeList().stream()
        .anyMatch(node -> node.getOpType().equals("GlobalAveragePool"));
  }

  private static byte[] forTraining(ModelBundle model) {
    ModelProto.Builder changed = parse(model).toBuilder();
    GraphProto.Builder graph = changed.getGraphBuilder();
    TensorShapeProto.Builder shape =
        graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    if (takesAnySize(model)) {
      for (int axis = 2; axis < shape.getDimCount(); axis++) {
        shape.getDimBuilder(axis).setDimParam(SIDES[axis - 2]);
      }
    }
    removeInputBlur(graph);
    return changed.build().toByteArray();
  }

  /** Takes out the first convolution, if it blurs, with the padding before it. */
  private static void removeInputBlur(GraphProto.Builder graph) {
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto node = graph.getNode(i);
      if (node.getInputList().contains(BLUR)) {
        graph.removeNode(i).removeNode(i - 1);
        removeConstants(graph);
        for (NodeProto.Builder later : graph.getNodeBuilderList()) {
          int at = later.getInputList().indexOf(node.getOutput(0));
          if (at >= 0) {
            later.setInput(at, ModelTensors.INPUT);
          }
        }
        return;
      }
    }
  }

  private static void removeConstants(GraphProto.Builder graph) {
    for (int i = graph.getInitializerCount() - 1; i >= 0; i--) {
      if (graph.getInitializer(i).getName().startsWith("smoothing.")) {
        graph.removeInitializer(i);
      }
    }
  }

  static ModelProto parse(ModelBundle model) {
    try {
      return ModelProto.parseFrom(model.onnx());
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedModelException(
          "model '" + model.card().name() + "'",
          "",
          "an ONNX model",
          e.getMessage(),
          "Export it again.");
    }
  }

  @Override
  public Map<String, float[]> look(Batch batch) {
    long[] shape = {batch.size(), 1, batch.side(), batch.side()};
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(batch.pixels()), shape);
        OrtSession.Result result = session.run(Map.of(ModelTensors.INPUT, input))) {
      Map<String, float[]> seen = new TreeMap<>();
      for (Map.Entry<String, String> output : model.card().outputs().entrySet()) {
        FloatBuffer values =
            ((OnnxTensor) result.get(output.getValue()).orElseThrow()).getFloatBuffer();
        float[] rows = new float[values.remaining()];
        values.get(rows);
        seen.put(output.getKey(), readOut(rows, batch.size()));
      }
      return seen;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  private float[] readOut(float[] rows, int size) {
    ClassSet all = model.fileCard().classes();
    ClassSet classes = model.card().classes();
    float[] read = new float[size * classes.size()];
    for (int row = 0; row < size; row++) {
      double[] face = Prediction.ofRow(all, rows, row).restrictedTo(classes).toArray();
      for (int c = 0; c < face.length; c++) {
        read[row * face.length + c] = (float) face[c];
      }
    }
    return read;
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
