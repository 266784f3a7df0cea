package io.github.fer4j.train.onnx;

import io.github.fer4j.train.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Weights as a trained network has them: nothing is 0 or 1 that need not be. */
final class RandomWeights {
  private RandomWeights() {}

  static Map<String, float[]> of(Network network, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    network.weightShapes().forEach((name, shape) -> weights.put(name, draw(name, shape, random)));
    return weights;
  }

  private static float[] draw(String name, int[] shape, Random random) {
    int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double fanIn = (double) length / shape[0];
    String part = name.substring(name.lastIndexOf('.') + 1);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      double normal = random.nextGaussian();
      values[i] =
          (float)
              switch (part) {
                case "weight" -> normal * Math.sqrt(1 / fanIn);
                case "gamma" -> 1 + 0.3 * normal;
                case "variance" -> 0.2 + normal * normal;
                default -> 0.3 * normal;
              };
    }
    return values;
  }
}
