package io.github.fer4j.dl4j;

import io.github.fer4j.train.engine.Optimizer;
import io.github.fer4j.train.engine.Optimizer.Muon;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where each weight lies in Deeplearning4j's flat parameter vector. Layer by layer: a convolution
 * has its bias before its weight, a dense layer its weight before its bias, a batch norm gamma,
 * beta, mean and variance. Within each the order of the values is the canonical one of {@link
 * Layer}: a dense weight is [in, out] there, but column by column, which is [out, in] row by row.
 */
final class FlatLayout {

  /** What a run of values is, which decides how it is updated. */
  enum Kind {
    /** Learnt, and subject to decay and L2: weights of convolutions and dense layers. */
    WEIGHT,
    /** Learnt, without decay: biases, gamma, beta. */
    OFFSET,
    /** Running mean or variance: not learnt. */
    STATISTIC
  }

  /**
   * A run of values in the flat vector.
   *
   * @param name canonical name
   * @param kind how it is updated
   * @param start index of its first value
   * @param length number of its values
   * @param matrixRows rows of the matrix that {@link Muon} makes of it; 0 where Muon leaves it to
   *     {@link Optimizer.Nesterov}
   * @param l2 factor of its penalty
   */
  record Segment(String name, Kind kind, int start, int length, int matrixRows, double l2) {
    int end() {
      return start + length;
    }
  }

  private final List<Segment> segments = new ArrayList<>();
  private int length;

  /** The layout of a network without residual blocks. */
  FlatLayout(Network network) {
    this(network, network.layers());
  }

  /**
   * @param order layers in the order of the flat vector, a residual block for its projection
   */
  FlatLayout(Network network, List<Layer> order) {
    for (Layer layer : order) {
      if (layer instanceof Layer.Convolution c) {
        if (c.bias()) {
          add(network, c.name() + ".bias", Kind.OFFSET, 0);
        }
        add(network, c.name() + ".weight", Kind.WEIGHT, c.l2());
      } else if (layer instanceof Layer.Dense d) {
        add(network, d.name() + ".weight", Kind.WEIGHT, d.l2());
        add(network, d.name() + ".bias", Kind.OFFSET, 0);
      } else if (layer instanceof Layer.Residual block) {
        add(network, block.name() + ".weight", Kind.WEIGHT, 0);
      } else if (layer instanceof Layer.BatchNorm n) {
        add(network, n.name() + ".gamma", Kind.OFFSET, 0);
        add(network, n.name() + ".beta", Kind.OFFSET, 0);
        add(network, n.name() + ".mean", Kind.STATISTIC, 0);
        add(network, n.name() + ".variance", Kind.STATISTIC, 0);
      }
    }
  }

  private void add(Network network, String name, Kind kind, double l2) {
    int[] shape = network.weightShapes().get(name);
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    boolean matrix = Muon.takes(Arrays.stream(shape).asLongStream().toArray());
    segments.add(new Segment(name, kind, length, size, matrix ? shape[0] : 0, l2));
    length = Math.addExact(length, size);
  }

  /** Number of values in the flat vector. */
  int length() {
    return length;
  }

  /** All segments in the order of the flat vector. */
  List<Segment> segments() {
    return List.copyOf(segments);
  }

  /** The segments that Muon takes as matrices. */
  List<Segment> matrices() {
    return segments.stream().filter(s -> s.matrixRows() > 0).toList();
  }

  /** Copies of the segments by name. */
  Map<String, float[]> split(float[] flat) {
    Map<String, float[]> parts = new LinkedHashMap<>();
    for (Segment s : segments) {
      parts.put(s.name(), Arrays.copyOfRange(flat, s.start(), s.end()));
    }
    return parts;
  }

  /**
   * The flat vector of these weights.
   *
   * @throws IllegalArgumentException if a name is missing or unknown, or a length differs
   */
  float[] join(Map<String, float[]> parts) {
    float[] flat = new float[length];
    for (Segment s : segments) {
      float @Nullable [] part = parts.get(s.name());
      if (part == null) {
        throw new IllegalArgumentException("The weights lack '" + s.name() + "'");
      }
      if (part.length != s.length()) {
        throw new IllegalArgumentException(
            s.name() + " has " + part.length + " values instead of " + s.length());
      }
      System.arraycopy(part, 0, flat, s.start(), s.length());
    }
    if (parts.size() != segments.size()) {
      throw new IllegalArgumentException("The weights hold unknown names: " + unknown(parts));
    }
    return flat;
  }

  private List<String> unknown(Map<String, float[]> parts) {
    List<String> names = segments.stream().map(Segment::name).toList();
    return parts.keySet().stream().filter(name -> !names.contains(name)).toList();
  }
}
