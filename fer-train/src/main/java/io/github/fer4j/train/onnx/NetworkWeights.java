package io.github.fer4j.train.onnx;

import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.Map;

/** The weights of a network, found to be complete, of the right lengths, and finite. */
final class NetworkWeights {
  private final Map<String, int[]> shapes;
  private final Map<String, float[]> values;

  private NetworkWeights(Map<String, int[]> shapes, Map<String, float[]> values) {
    this.shapes = shapes;
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException if a weight is missing, unknown, of another length or not
   *     finite
   */
  static NetworkWeights of(Network network, Map<String, float[]> values) {
    Map<String, int[]> shapes = network.weightShapes();
    if (!values.keySet().equals(shapes.keySet())) {
      throw new IllegalArgumentException(
          "The network '"
              + network.name()
              + "' has the weights "
              + shapes.keySet()
              + ", not "
              + values.keySet());
    }
    shapes.forEach((name, shape) -> requireFitting(name, shape, values.get(name)));
    return new NetworkWeights(shapes, values);
  }

  private static void requireFitting(String name, int[] shape, float[] values) {
    int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (values.length != length) {
      throw new IllegalArgumentException(
          name + " holds " + values.length + " values, not " + Arrays.toString(shape));
    }
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(name + "[" + i + "] is " + values[i]);
      }
    }
  }

  float[] values(String name) {
    return values.get(name);
  }

  int[] shape(String name) {
    return shapes.get(name);
  }
}
