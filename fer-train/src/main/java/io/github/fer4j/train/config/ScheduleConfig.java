package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;

/** How the learning rate changes, and when training ends before its last epoch. */
public record ScheduleConfig(
    @JsonProperty("schedule") @SettingInfo("constant, cosine or plateau") Kind kind,
    @SettingInfo("cosine: share of all steps in which the rate rises to its highest") double warmup,
    @SettingInfo("plateau: factor on the rate when the validation loss stops improving")
        double plateauFactor,
    @SettingInfo("plateau: epochs without improvement before the rate is reduced")
        int plateauPatience,
    @SettingInfo("epochs without a better validation loss before training ends; 0: never")
        int earlyStopPatience) {

  /** How the learning rate changes. */
  public enum Kind {
    CONSTANT,
    COSINE,
    PLATEAU
  }

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public ScheduleConfig {
    Ranges.within("warmup", warmup, 0, 1);
    Ranges.within("plateau-factor", plateauFactor, 0, 1);
    Ranges.atLeast("plateau-patience", plateauPatience, 0);
    Ranges.atLeast("early-stop-patience", earlyStopPatience, 0);
  }

  public ScheduleConfig withKind(Kind kind) {
    return Records.with(this, "kind", kind);
  }

  public ScheduleConfig withWarmup(double warmup) {
    return Records.with(this, "warmup", warmup);
  }

  public ScheduleConfig withPlateauFactor(double plateauFactor) {
    return Records.with(this, "plateauFactor", plateauFactor);
  }

  public ScheduleConfig withPlateauPatience(int plateauPatience) {
    return Records.with(this, "plateauPatience", plateauPatience);
  }

  public ScheduleConfig withEarlyStopPatience(int earlyStopPatience) {
    return Records.with(this, "earlyStopPatience", earlyStopPatience);
  }
}
