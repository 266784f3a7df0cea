package io.github.fer4j.infer.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names and shapes of a model's input and output. */
public final class ModelTensors {
  /** Name of the input: pixels 0 to 255, float, [N, 1, 48, 48]. */
  public static final String INPUT = "pixels";

  /**
   * Name of the output of a model that reads a face in one way, and of the first one of others:
   * softmax probabilities, float, [N, classes].
   */
  public static final String OUTPUT = "probabilities";

  // How ONNX Runtime shows a dimension that may be any number.
  private static final long ANY = -1;

  private static final long[] INPUT_SHAPE = {ANY, 1, FaceImage.SIDE, FaceImage.SIDE};

  private ModelTensors() {}

  static void require(OrtSession session, ModelCard card, String resource) throws OrtException {
    require("input", session.getInputInfo(), Set.of(INPUT), INPUT_SHAPE, resource);
    require(
        "output",
        session.getOutputInfo(),
        Set.copyOf(card.outputs().values()),
        new long[] {ANY, card.classes().size()},
        resource);
  }

  private static void require(
      String kind,
      Map<String, NodeInfo> tensors,
      Set<String> names,
      long[] shape,
      String resource) {
    boolean fits =
        tensors.keySet().equals(names)
            && tensors.values().stream().allMatch(node -> isFloats(node, shape));
    if (!fits) {
      throw new MalformedModelException(
          resource,
          kind,
          names.size() == 1
              ? "one tensor '" + names.iterator().next() + "' of floats " + Arrays.toString(shape)
              : "tensors " + new TreeSet<>(names) + " of floats " + Arrays.toString(shape),
          tensors.values().toString(),
          "Export the network with this version of fer4j.");
    }
  }

  private static boolean isFloats(NodeInfo node, long[] shape) {
    return node.getInfo() instanceof TensorInfo tensor
        && tensor.type == OnnxJavaType.FLOAT
        && Arrays.equals(tensor.getShape(), shape);
  }
}
