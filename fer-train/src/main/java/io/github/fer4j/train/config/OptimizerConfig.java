package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;
import io.github.fer4j.train.engine.Optimizer;

/** How weights follow their gradients. */
public record OptimizerConfig(
    @JsonProperty("optimizer") @SettingInfo("nesterov, adam or muon") Kind kind,
    @SettingInfo("highest learning rate") double learningRate,
    @SettingInfo("momentum of nesterov and muon") double momentum,
    @SettingInfo("weight decay on the weights of convolutions and dense layers") double weightDecay,
    @SettingInfo(
            value = "highest learning rate of convolution weights under muon",
            neutral = "0.05")
        double muonLearningRate) {

  /** Rules by which weights follow their gradients. */
  public enum Kind {
    NESTEROV,
    ADAM,
    /** See {@link Optimizer.Muon}. */
    MUON
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
    Ranges.positive("muon-learning-rate", muonLearningRate);
  }

  /** The rule itself, as engines take it. */
  public Optimizer build() {
    return switch (kind) {
      case NESTEROV -> new Optimizer.Nesterov(momentum, weightDecay);
      case ADAM -> new Optimizer.Adam(ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, weightDecay);
      case MUON -> new Optimizer.Muon(muonLearningRate / learningRate, momentum, weightDecay);
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

  public OptimizerConfig withMuonLearningRate(double muonLearningRate) {
    return Records.with(this, "muonLearningRate", muonLearningRate);
  }
}
