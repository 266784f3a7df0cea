package io.github.fer4j.dl4j;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.engine.Batch;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Network;
import java.util.List;
import java.util.Random;

/** Networks and batches small enough for tests. */
final class TinyNetworks {
  private TinyNetworks() {}

  /** Has every kind of layer but Flatten; takes any size. */
  static Network anySize() {
    return new Network(
        "tiny",
        127,
        64,
        List.of(
            new Layer.Convolution("c1", 4, false, 0),
            new Layer.BatchNorm("n1", .9, 1e-5),
            new Layer.Relu(),
            new Layer.MaxPool(),
            new Layer.Dropout(.3),
            new Layer.Convolution("c2", 6, true, .01),
            new Layer.Relu(),
            new Layer.BatchNorm("n2", .99, 1e-3),
            new Layer.GlobalAveragePool(),
            new Layer.Dropout(.2),
            new Layer.Dense("out", ClassSet.FIVE.size(), 0)));
  }

  /** With Flatten and hidden dense layers, as the seed project's. */
  static Network flattened() {
    return new Network(
        "tiny-flat",
        0,
        255,
        List.of(
            new Layer.Convolution("c1", 3, true, .01),
            new Layer.Relu(),
            new Layer.BatchNorm("n1", .99, 1e-3),
            new Layer.MaxPool(),
            new Layer.MaxPool(),
            new Layer.MaxPool(),
            new Layer.Flatten(),
            new Layer.Dense("d1", 7, .02),
            new Layer.Relu(),
            new Layer.Dropout(.4),
            new Layer.Dense("out", ClassSet.FIVE.size(), 0)));
  }

  /** Residual blocks with both kinds of skip, one of them beginning with a ReLU. */
  static Network residual() {
    return new Network(
        "residual",
        127,
        64,
        List.of(
            new Layer.Convolution("c1", 4, true, 0),
            new Layer.Residual(
                "r1",
                List.of(
                    new Layer.Relu(),
                    new Layer.BatchNorm("n1", .9, 1e-3),
                    new Layer.Convolution("c2", 4, true, .01)),
                Layer.Residual.Skip.IDENTITY),
            new Layer.MaxPool(),
            new Layer.Residual(
                "r2",
                List.of(new Layer.Relu(), new Layer.Convolution("c3", 6, false, 0)),
                Layer.Residual.Skip.PROJECTION),
            new Layer.Relu(),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("out", ClassSet.FIVE.size(), 0)));
  }

  /** Random pixels; targets are distributions, none of them one-hot. */
  static Batch batch(int size, int side, long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[size * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    float[] targets = new float[size * ClassSet.FIVE.size()];
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < ClassSet.FIVE.size(); i++) {
        targets[row * ClassSet.FIVE.size() + i] = .02f;
      }
      targets[row * ClassSet.FIVE.size() + random.nextInt(ClassSet.FIVE.size())] += .9f;
    }
    return new Batch(pixels, targets, size, side);
  }
}
