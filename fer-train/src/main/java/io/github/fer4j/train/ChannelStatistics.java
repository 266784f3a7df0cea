package io.github.fer4j.train;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.internal.natives.OnnxRuntime;
import io.github.fer4j.infer.model.ModelTensors;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mean and variance of a convolution's outputs, channel by channel, over faces and places. */
final class ChannelStatistics {
  /** Plenty, since each counts with all its places. */
  private static final int MOST_FACES = 640;

  private static final int BATCH = 64;

  private final double[] sums;
  private final double[] squares;
  private long count;

  private ChannelStatistics(int channels) {
    this.sums = new double[channels];
    this.squares = new double[channels];
  }

  /** A mean of 0 and a variance of 1 in every channel. */
  static ChannelStatistics standard(int channels) {
    ChannelStatistics statistics = new ChannelStatistics(channels);
    Arrays.fill(statistics.squares, 1);
    statistics.count = 1;
    return statistics;
  }

  double mean(int channel) {
    return sums[channel] / count;
  }

  double variance(int channel) {
    return Math.max(0, squares[channel] / count - mean(channel) * mean(channel));
  }

  /**
   * The statistics of some convolutions of a model.
   *
   * @param kernels names of their kernels in the file, the keys of what is returned
   * @param faces one or more; of many an even choice is taken
   */
  static Map<String, ChannelStatistics> of(
      ModelProto model, List<String> kernels, List<Example> faces) {
    Map<String, String> outputs = outputs(model.getGraph(), kernels);
    OrtEnvironment environment = OnnxRuntime.environment();
    Map<String, ChannelStatistics> statistics = new LinkedHashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session =
            environment.createSession(withOutputs(model, outputs).toByteArray(), options)) {
      int chosen = Math.min(faces.size(), MOST_FACES);
      for (int from = 0; from < chosen; from += BATCH) {
        int to = Math.min(chosen, from + BATCH);
        FloatBuffer pixels = pixels(faces, from, to, chosen);
        long[] shape = {to - from, 1, FaceImage.SIDE, FaceImage.SIDE};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, shape);
            OrtSession.Result result =
                session.run(Map.of(ModelTensors.INPUT, input), Set.copyOf(outputs.values()))) {
          outputs.forEach((kernel, output) -> add(statistics, kernel, result, output));
        }
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
    return statistics;
  }

  private static Map<String, String> outputs(GraphProto graph, List<String> kernels) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      for (String kernel : kernels) {
        if (node.getInputList().contains(kernel)) {
          outputs.put(kernel, node.getOutput(0));
        }
      }
    }
    return outputs;
  }

  private static ModelProto withOutputs(ModelProto model, Map<String, String> outputs) {
    TypeProto floats =
        TypeProto.newBuilder()
            .setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))
            .build();
    ModelProto.Builder more = model.toBuilder();
    for (String output : outputs.values()) {
      more.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(output).setType(floats));
    }
    return more.build();
  }

  private static FloatBuffer pixels(List<Example> faces, int from, int to, int chosen) {
    float[] pixels = new float[(to - from) * FaceImage.PIXELS];
    for (int i = from; i < to; i++) {
      Example face = faces.get((int) ((long) i * faces.size() / chosen));
      face.image().copyTo(pixels, (i - from) * FaceImage.PIXELS);
    }
    return FloatBuffer.wrap(pixels);
  }

  private static void add(
      Map<String, ChannelStatistics> statistics,
      String kernel,
      OrtSession.Result result,
      String output) {
    OnnxTensor tensor = (OnnxTensor) result.get(output).orElseThrow();
    int channels = (int) tensor.getInfo().getShape()[1];
    statistics
        .computeIfAbsent(kernel, name -> new ChannelStatistics(channels))
        .add(tensor.getFloatBuffer(), tensor.getInfo().getShape());
  }

  /** Values of shape [n, channels, height, width]. */
  private void add(FloatBuffer values, long[] shape) {
    int places = (int) (shape[2] * shape[3]);
    for (int plane = 0; values.hasRemaining(); plane++) {
      int channel = plane % sums.length;
      for (int i = 0; i < places; i++) {
        double value = values.get();
        sums[channel] += value;
        squares[channel] += value * value;
      }
    }
    count += shape[0] * places;
  }
}
