package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;
import io.github.fer4j.train.engine.Optimizer;

/** How weights follow their gradients. */
public record OptimizerConfig(
    @JsonProperty("optimizer") @SettingInfo("nesterov or adam") Kind kind,
    @SettingInfo("highest learning rate") double learningRate,
    @SettingInfo("momentum of nesterov") double momentum,
    @SettingInfo("weight decay on the weights of convolutions and dense layers")
        double weightDecay) {

  /** Rules by which weights follow their gradients. */
  public enum Kind {
    NESTEROV,
    ADAM
  }

  /** First and second moment of Adam as its paper has them; epsilon as Keras has it. */
  private static final double ADAM_BETA1 = 0.9;

  private static final double ADAM_BETA2 = 0.999;
  private static final double ADAM_EPSILON = 1e-7;

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public OptimizerConfig {
    Ranges.positive("learning-rate", learningRate);
    Ranges.within("momentum", momentum, 0, 0.9999);
    Ranges.within("weight-decay", weightDecay, 0, 1);
  }

  /** The rule itself, as engines take it. */
  public Optimizer build() {
    return switch (kind) {
      case NESTEROV -> new Optimizer.Nesterov(momentum, weightDecay);
      case ADAM -> new Optimizer.Adam(ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, weightDecay);
    };
  }

  public OptimizerConfig withKind(Kind kind) {
    return Records.with(this, "kind", kind);
  }

  public OptimizerConfig withLearningRate(double learningRate) {
    return Records.with(this, "learningRate", learningRate);
  }

  public OptimizerConfig withMomentum(double momentum) {
    return Records.with(this, "momentum", momentum);
  }

  public OptimizerConfig withWeightDecay(double weightDecay) {
    return Records.with(this, "weightDecay", weightDecay);
  }
}
