package io.github.fer4j.dl4j;

import io.github.fer4j.dl4j.FlatLayout.Kind;
import io.github.fer4j.dl4j.FlatLayout.Segment;
import io.github.fer4j.train.engine.Optimizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The rules of {@link FlatOptimizer} in operations of ND4J on the whole flat vectors. The state has
 * the same names and values, so that a run goes on where either left it.
 */
final class DeviceOptimizer {
  private final Optimizer rule;
  private final FlatLayout layout;

  /** The same rule on the host: keeps names, lengths and the number of steps. */
  private final FlatOptimizer host;

  private final Map<String, INDArray> moments = new LinkedHashMap<>();
  private long steps;

  /** 1 where a value is learnt, 0 where it is a running statistic. */
  private final INDArray learnt;

  /** 1 where a value is a running statistic, 0 where it is learnt. */
  private final INDArray statistic;

  /** The share of a weight that joins its gradient: twice its L2 factor, and the decay. */
  private final INDArray shrinkage;

  private final INDArray gradient;
  private final INDArray scratch;

  DeviceOptimizer(Optimizer rule, FlatLayout layout) {
    this.rule = rule;
    this.layout = layout;
    this.host = FlatOptimizer.of(rule, layout);
    this.learnt = vector(layout, s -> s.kind() == Kind.STATISTIC ? 0 : 1);
    this.statistic = vector(layout, s -> s.kind() == Kind.STATISTIC ? 1 : 0);
    this.shrinkage = vector(layout, s -> 2 * s.l2() + FlatOptimizer.decay(rule, s));
    this.gradient = Nd4j.create(1, layout.length());
    this.scratch = Nd4j.create(1, layout.length());
    setState(host.state());
  }

  private static INDArray vector(FlatLayout layout, ToDoubleFunction<Segment> valueOf) {
    float[] values = new float[layout.length()];
    for (Segment s : layout.segments()) {
      Arrays.fill(values, s.start(), s.end(), (float) valueOf.applyAsDouble(s));
    }
    return Nd4j.create(values, 1, values.length);
  }

  /**
   * One step: the learnt weights by the rule, the running statistics by their own "gradient", which
   * is the step from the old value to the new one.
   *
   * @param weights changed in place
   * @param sums gradients of the loss, summed over the batch, without penalties
   * @param pictures in the batch
   */
  void step(INDArray weights, INDArray sums, int pictures, double learningRate) {
    sums.muli(learnt, gradient).divi(pictures);
    gradient.addi(weights.muli(shrinkage, scratch));
    weights.subi(sums.muli(statistic, scratch));
    if (rule instanceof Optimizer.Nesterov nesterov) {
      lookAhead(nesterov.momentum());
      weights.subi(gradient.muli(learningRate));
    } else if (rule instanceof Optimizer.Muon muon) {
      lookAhead(muon.momentum());
      layout.matrices().forEach(s -> turn(s, muon.rateFactor(), weights));
      weights.subi(gradient.muli(learningRate));
    } else {
      adam((Optimizer.Adam) rule, weights, learningRate);
    }
  }

  /** Moves the velocity, and makes g + momentum * v of the gradient. */
  private void lookAhead(double momentum) {
    INDArray velocity = moments.get(NesterovUpdate.VELOCITY);
    velocity.muli(momentum).addi(gradient);
    gradient.addi(velocity.muli(momentum, scratch));
  }

  /** Gives the weight its norm, and makes of its part of the gradient the step of Muon. */
  private void turn(Segment segment, double rateFactor, INDArray weights) {
    INDArray update = part(gradient, segment);
    try (INDArray direction = NewtonSchulz.orthogonal(update, segment.matrixRows())) {
      update.assign(direction.muli(rateFactor));
    }
    INDArray weight = part(weights, segment);
    double norm = weight.norm2Number().doubleValue();
    weight.muli(Math.sqrt(segment.matrixRows()) / (norm + Optimizer.Muon.EPSILON));
  }

  private static INDArray part(INDArray flat, Segment segment) {
    return flat.get(NDArrayIndex.point(0), NDArrayIndex.interval(segment.start(), segment.end()));
  }

  private void adam(Optimizer.Adam adam, INDArray weights, double learningRate) {
    steps++;
    double rootCorrection = Math.sqrt(1 - Math.pow(adam.beta2(), steps));
    double rate = learningRate / (1 - Math.pow(adam.beta1(), steps));
    INDArray first = moments.get(AdamUpdate.FIRST);
    INDArray second = moments.get(AdamUpdate.SECOND);
    first.muli(adam.beta1()).addi(gradient.muli(1 - adam.beta1(), scratch));
    gradient.muli(gradient, scratch).muli(1 - adam.beta2());
    second.muli(adam.beta2()).addi(scratch);
    scratch.assign(second);
    Transforms.sqrt(scratch, false).divi(rootCorrection).addi(adam.epsilon());
    weights.subi(first.divi(scratch, gradient).muli(rate));
  }

  /** See {@link FlatOptimizer#state}. */
  Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>(host.state());
    moments.forEach((name, values) -> state.put(name, values.data().asFloat()));
    state.replace(AdamUpdate.STEPS, AdamUpdate.digits(steps));
    return state;
  }

  /**
   * @throws IllegalArgumentException if it is not of the shape that {@link #state} gives
   */
  void setState(Map<String, float[]> state) {
    host.setState(state);
    moments.values().forEach(INDArray::close);
    moments.clear();
    state.forEach(
        (name, values) -> {
          if (name.equals(AdamUpdate.STEPS)) {
            steps = AdamUpdate.number(values);
          } else {
            moments.put(name, Nd4j.create(values, 1, values.length));
          }
        });
  }
}
