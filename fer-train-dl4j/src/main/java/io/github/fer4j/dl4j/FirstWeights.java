package io.github.fer4j.dl4j;

import io.github.fer4j.core.internal.RandomSequence;
import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.network.Network;
import java.util.Arrays;

/**
 * The weights before the first step: He initialisation from the uniform distribution (K. He et al.,
 * arXiv 1502.01852, section 2.2), biases 0, gamma 1, beta 0, mean 0, variance 1.
 */
final class FirstWeights {
  private FirstWeights() {}

  /** A flat vector of first weights. */
  static float[] draw(Network network, FlatLayout layout, long seed) {
    float[] flat = new float[layout.length()];
    RandomSequence random = new RandomSequence(seed);
    for (Segment s : layout.segments()) {
      if (s.kind() == Kind.WEIGHT) {
        int filters = network.weightShapes().get(s.name())[0];
        double limit = Math.sqrt(6.0 * filters / s.length()); // length / filters is the fan-in
        for (int i = s.start(); i < s.end(); i++) {
          flat[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
      } else if (s.name().endsWith(".gamma") || s.name().endsWith(".variance")) {
        Arrays.fill(flat, s.start(), s.end(), 1);
      }
    }
    return flat;
  }
}
