package io.github.fer4j.train.network;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.train.network.Layer.BatchNorm;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Layer.Dropout;
import io.github.fer4j.train.network.Layer.Flatten;
import io.github.fer4j.train.network.Layer.GlobalAveragePool;
import io.github.fer4j.train.network.Layer.MaxPool;
import io.github.fer4j.train.network.Layer.Relu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Networks of the VGG family (K. Simonyan, A. Zisserman, arXiv 1409.1556): blocks of two 3x3
 * convolutions, each block ended by a 2x2 max-pooling that halves the picture.
 *
 * <p>Two kinds: {@link #baseline()} is the network of the seed project, with dense layers for a
 * head; the others are modern (convolution, norm, ReLU; global average pooling for a head) and take
 * pictures of any size.
 */
public final class Vgg {
  /** Mean of the pixels of FER2013's training split, rounded. */
  private static final double PIXEL_MEAN = 129;

  /** Standard deviation of the pixels of FER2013's training split, rounded. */
  private static final double PIXEL_DEVIATION = 65;

  private static final double NO_L2 = 0;

  private static final Map<String, Supplier<Network>> PRESETS = presets();

  private Vgg() {}

  private static Map<String, Supplier<Network>> presets() {
    Map<String, Supplier<Network>> presets = new LinkedHashMap<>();
    presets.put("baseline", Vgg::baseline);
    presets.put("full", Vgg::full);
    presets.put("wide", Vgg::wide);
    presets.put("slim", Vgg::slim);
    presets.put("quick", Vgg::quick);
    return presets;
  }

  /** Names of all presets. */
  public static List<String> names() {
    return List.copyOf(PRESETS.keySet());
  }

  /**
   * The preset of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Network preset(String name) {
    Supplier<Network> preset = PRESETS.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "No network is called '" + name + "'; there are: " + String.join(", ", names()));
    }
    return preset.get();
  }

  /**
   * The seed project's network: 9.67 M parameters. Batch norm comes after the ReLU and has Keras'
   * defaults; L2 stands on the convolutions from the second block on.
   */
  public static Network baseline() {
    List<Layer> layers = new ArrayList<>(); //                    [N,   1, 48, 48]
    layers.addAll(seedBlock("block1", 64, NO_L2, 0.3)); //        [N,  64, 24, 24]
    layers.addAll(seedBlock("block2", 128, 0.01, 0.4)); //        [N, 128, 12, 12]
    layers.addAll(seedBlock("block3", 256, 0.01, 0.5)); //        [N, 256,  6,  6]
    layers.addAll(seedBlock("block4", 512, 0.01, 0.5)); //        [N, 512,  3,  3]
    layers.add(new Flatten()); //                                 [N, 4608]
    layers.add(new Dense("dense1", 1024, NO_L2)); //              [N, 1024]
    layers.add(new Relu());
    layers.add(new Dropout(0.4));
    layers.add(new Dense("dense2", 256, NO_L2)); //               [N, 256]
    layers.add(new Relu());
    layers.add(new Dense("emotions", ClassSet.FIVE.size(), NO_L2)); //   [N, 5]
    return new Network("baseline", 0, 255, layers);
  }

  /** Widths 64 to 512, for a GPU or patience: 4.69 M parameters. */
  public static Network full() {
    return modern("full", List.of(64, 128, 256, 512), List.of(0.2, 0.2, 0.2, 0.2), 0.4);
  }

  /**
   * Three quarters of {@link #full()}, as much as 12 MB of floats hold: 2.64 M parameters. Its
   * first blocks drop nothing: drawing masks for their large outputs costs a tenth of a step.
   */
  public static Network wide() {
    return modern("wide", List.of(48, 96, 192, 384), List.of(0.0, 0.0, 0.1, 0.2), 0.4);
  }

  /** Half the widths of {@link #full()}, made to train well on a CPU: 1.17 M parameters. */
  public static Network slim() {
    return modern("slim", List.of(32, 64, 128, 256), List.of(0.1, 0.1, 0.1, 0.1), 0.3);
  }

  /** Three narrow blocks, to try things out in minutes: 72 thousand parameters. */
  public static Network quick() {
    return modern("quick", List.of(16, 32, 64), List.of(0.05, 0.05, 0.05), 0.1);
  }

  /** [N, C, H, W] to [N, filters, H/2, W/2]. */
  private static List<Layer> seedBlock(String name, int filters, double l2, double dropout) {
    return List.of(
        new Convolution(name + ".conv1", filters, true, l2),
        new Relu(),
        kerasNorm(name + ".norm1"),
        new Convolution(name + ".conv2", filters, true, l2),
        new Relu(),
        kerasNorm(name + ".norm2"),
        new MaxPool(),
        new Dropout(dropout));
  }

  private static Network modern(
      String name, List<Integer> widths, List<Double> blockDropouts, double headDropout) {
    List<Layer> layers = new ArrayList<>(); // [N, 1, H, W], halved and widened by every block
    for (int block = 1; block <= widths.size(); block++) {
      layers.addAll(
          modernBlock("block" + block, widths.get(block - 1), blockDropouts.get(block - 1)));
    }
    layers.add(new GlobalAveragePool()); // [N, last width]
    layers.add(new Dropout(headDropout));
    layers.add(new Dense("emotions", ClassSet.FIVE.size(), NO_L2)); // [N, 5]
    return new Network(name, PIXEL_MEAN, PIXEL_DEVIATION, layers);
  }

  /** [N, C, H, W] to [N, filters, H/2, W/2]; the norm's beta is the convolution's bias. */
  private static List<Layer> modernBlock(String name, int filters, double dropout) {
    return List.of(
        new Convolution(name + ".conv1", filters, false, NO_L2),
        torchNorm(name + ".norm1"),
        new Relu(),
        new Convolution(name + ".conv2", filters, false, NO_L2),
        torchNorm(name + ".norm2"),
        new Relu(),
        new MaxPool(),
        new Dropout(dropout));
  }

  /** Batch norm with Keras' defaults. */
  private static BatchNorm kerasNorm(String name) {
    return new BatchNorm(name, 0.99, 1e-3);
  }

  /** Batch norm with PyTorch's defaults (whose momentum is one minus this decay). */
  private static BatchNorm torchNorm(String name) {
    return new BatchNorm(name, 0.9, 1e-5);
  }
}
