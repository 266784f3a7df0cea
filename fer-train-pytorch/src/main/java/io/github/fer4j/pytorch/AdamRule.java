package io.github.fer4j.pytorch;

import io.github.fer4j.train.engine.Optimizer.Adam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Adam with bias-corrected moments: w -= rate * m' / (sqrt(v') + epsilon). */
final class AdamRule implements UpdateRule {
  /** Number of steps done, in two floats: a float alone counts to 2^24 only. */
  private static final String STEPS = "steps";

  private static final int STEPS_BASE = 1 << 20;

  private final Adam optimizer;
  private final List<Weights.Learnt> weights;
  private final NamedTensors moments;
  private long steps;

  AdamRule(Adam optimizer, List<Weights.Learnt> weights, Placement placement) {
    this.optimizer = optimizer;
    this.weights = weights;
    moments = new NamedTensors("moment", placement);
    NativeScope.runWithoutGradients(() -> weights.forEach(this::addMoments));
  }

  private void addMoments(Weights.Learnt weight) {
    moments.add(first(weight), torch.zeros_like(weight.tensor()));
    moments.add(second(weight), torch.zeros_like(weight.tensor()));
  }

  private static String first(Weights.Learnt weight) {
    return weight.name() + ".m";
  }

  private static String second(Weights.Learnt weight) {
    return weight.name() + ".v";
  }

  @Override
  public void step(List<Tensor> gradients, double rate) {
    steps++;
    double firstBias = 1 - Math.pow(optimizer.beta1(), steps);
    double secondBias = 1 - Math.pow(optimizer.beta2(), steps);
    Scalar move = new Scalar(-rate / firstBias);
    Scalar rootBias = new Scalar(Math.sqrt(secondBias));
    Scalar epsilon = new Scalar(optimizer.epsilon());
    for (int i = 0; i < weights.size(); i++) {
      Weights.Learnt weight = weights.get(i);
      Tensor m = moments.get(first(weight));
      Tensor v = moments.get(second(weight));
      follow(m, v, gradients.get(i));
      weight.tensor().addcdiv_(m, v.sqrt().div_(rootBias).add_(epsilon), move);
    }
  }

  private void follow(Tensor m, Tensor v, Tensor gradient) {
    m.lerp_(gradient, new Scalar(1 - optimizer.beta1()));
    v.mul_(new Scalar(optimizer.beta2()))
        .addcmul_(gradient, gradient, new Scalar(1 - optimizer.beta2()));
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    state.put(STEPS, digits(steps));
    state.putAll(moments.copy());
    return state;
  }

  @Override
  public void setState(Map<String, float[]> state) {
    float[] count = state.get(STEPS);
    if (count == null || count.length < 1 || count.length > 2) {
      throw new IllegalArgumentException("Adam's state must hold two values named " + STEPS);
    }
    Map<String, float[]> rest = new LinkedHashMap<>(state);
    rest.remove(STEPS);
    moments.replace(rest);
    steps = number(count);
  }

  /** A number of steps in two floats. */
  static float[] digits(long steps) {
    return new float[] {steps / STEPS_BASE, steps % STEPS_BASE};
  }

  /** The number that {@link #digits} gave, or one in a single float as the first releases wrote. */
  static long number(float[] digits) {
    return digits.length == 1 ? (long) digits[0] : (long) digits[0] * STEPS_BASE + (long) digits[1];
  }

  @Override
  public void close() {
    moments.close();
  }
}
