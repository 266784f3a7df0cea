package io.github.fer4j.pytorch;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.train.network.Layer;
import io.github.fer4j.train.network.Layer.Convolution;
import io.github.fer4j.train.network.Layer.Dense;
import io.github.fer4j.train.network.Network;
import io.github.fer4j.train.network.Network.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The weights of a network: learnt ones, which gradients reach, and running statistics. */
final class Weights implements AutoCloseable {

  /**
   * A weight that is learnt.
   *
   * @param name as the network gives it
   * @param tensor its values
   * @param isKernel whether it is the weight of a convolution or dense layer, which alone decay
   * @param l2 factor of its penalty
   */
  record Learnt(String name, Tensor tensor, boolean isKernel, double l2) {}

  private final NamedTensors tensors;
  private final List<Learnt> learnt = new ArrayList<>();

  /** Draws the first weights: kernels after He, normal; gamma and variance 1; the others 0. */
  Weights(Network network, long seed, Placement placement) {
    tensors = new NamedTensors("weight", placement);
    NativeScope.runWithoutGradients(
        () -> {
          Generator random = torch.createCPUGenerator(seed);
          for (Step step : network.trace(FaceImage.SIDE)) {
            step.weights().forEach((name, shape) -> add(step.layer(), name, shape, random));
          }
        });
  }

  private void add(Layer layer, String name, int[] shape, Generator random) {
    Tensor kept = tensors.add(name, first(name, longs(shape), random));
    if (!isStatistic(name)) {
      boolean isKernel = isKernel(name);
      learnt.add(new Learnt(name, kept, isKernel, isKernel ? l2(layer) : 0));
      kept.set_requires_grad(true);
    }
  }

  /**
   * Normal with deviation sqrt(2 / inputs), after K. He et al., arXiv 1502.01852, equation 10. It
   * is drawn on the CPU, so that a seed gives the same weights on every device.
   */
  private static Tensor first(String name, long[] shape, Generator random) {
    if (isKernel(name)) {
      long inputs = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
      double deviation = Math.sqrt(2.0 / inputs);
      return torch.empty(shape).normal_(0, deviation, new GeneratorOptional(random));
    }
    boolean startsAtOne = name.endsWith(".gamma") || name.endsWith(".variance");
    return startsAtOne ? torch.ones(shape) : torch.zeros(shape);
  }

  private static boolean isKernel(String name) {
    return name.endsWith(".weight");
  }

  private static boolean isStatistic(String name) {
    return name.endsWith(".mean") || name.endsWith(".variance");
  }

  private static double l2(Layer layer) {
    if (layer instanceof Convolution convolution) {
      return convolution.l2();
    }
    return layer instanceof Dense dense ? dense.l2() : 0;
  }

  private static long[] longs(int[] shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  /** The learnt weights in the order of the network. */
  List<Learnt> learnt() {
    return learnt;
  }

  Tensor get(String name) {
    return tensors.get(name);
  }

  Map<String, float[]> copy() {
    return tensors.copy();
  }

  void replace(Map<String, float[]> values) {
    tensors.replace(values);
  }

  @Override
  public void close() {
    tensors.close();
  }
}
