package io.github.fer4j.pytorch;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.network.Head;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.Random;

/** Small networks and batches for the tests. */
final class Networks {
  private static final double MEAN = 127.5;
  private static final double DEVIATION = 64;

  private Networks() {}

  static Network of(Layer... layers) {
    return new Network("test", MEAN, DEVIATION, List.of(layers));
  }

  /** Every kind of layer, with and without a bias, penalties, any side of 4 or more. */
  static Network everyKind(double dropout) {
    return of(
        new Convolution("a", 6, true, 1e-3),
        new Relu(),
        new MaxPool(),
        new Convolution("b", 8, false, 0),
        new BatchNorm("n", 0.9, 1e-3),
        new Relu(),
        new Dropout(dropout),
        new MaxPool(),
        new GlobalAveragePool(),
        new Dense("c", 7, 2e-3),
        new Relu(),
        new Dropout(dropout),
        new Dense("out", ClassSet.FIVE.size(), 0));
  }

  /** As {@link #everyKind}, with a crowd head. */
  static Network twoHeads(double dropout) {
    return everyKind(dropout).withHeads(List.of(Head.label(), new Head(Head.CROWD, 4)));
  }

  /** A network that flattens, so that it takes one side only. */
  static Network flattening() {
    return of(
        new Convolution("a", 4, false, 0),
        new BatchNorm("n", 0.9, 1e-3),
        new Relu(),
        new MaxPool(),
        new MaxPool(),
        new MaxPool(),
        new Flatten(),
        new Dense("out", ClassSet.FIVE.size(), 0));
  }

  /** Random pictures with random distributions as targets. */
  static Batch batch(int size, int side, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[size * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    return new Batch(pixels, distributions(size, random), size, side);
  }

  /**
   * Random pictures with random distributions as targets: half of the loss for each of two heads,
   * the second without a target for the first picture.
   */
  static Batch batch(Network network, int size, int side, long seed) {
    Batch first = batch(size, side, seed);
    if (network.heads().size() == 1) {
      return first;
    }
    float[] targets = new float[size * network.outputs()];
    Random random = new Random(seed);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < ClassSet.FIVE.size(); k++) {
        targets[i * network.outputs() + k] = first.targets()[i * ClassSet.FIVE.size() + k] / 2;
      }
      if (i > 0) {
        targets[i * network.outputs() + ClassSet.FIVE.size() + random.nextInt(4)] = 0.5f;
      }
    }
    return new Batch(first.pixels(), targets, size, side);
  }

  private static float[] distributions(int size, Random random) {
    float[] targets = new float[size * ClassSet.FIVE.size()];
    for (int row = 0; row < size; row++) {
      float sum = 0;
      for (int i = row * ClassSet.FIVE.size(); i < (row + 1) * ClassSet.FIVE.size(); i++) {
        targets[i] = random.nextFloat();
        sum += targets[i];
      }
      for (int i = row * ClassSet.FIVE.size(); i < (row + 1) * ClassSet.FIVE.size(); i++) {
        targets[i] /= sum;
      }
    }
    return targets;
  }
}
