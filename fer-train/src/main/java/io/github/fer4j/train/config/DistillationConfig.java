package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which trained networks a network learns from besides the labels. */
public record DistillationConfig(
    @JsonProperty("distillation-teachers")
        @SettingInfo(
            value =
                "folders of finished runs or models, separated by commas, whose mean prediction"
                    + " for each training image is part of its target; shipped: the model that"
                    + " comes with this program; empty: none",
            neutral = "",
            formerly = "teacher")
        String teachers,
    @JsonProperty("distillation-weight")
        @SettingInfo(
            value = "share of each target that is the teachers', the rest is the label's",
            neutral = "0.5",
            formerly = "teacher-share")
        double weight,
    @JsonProperty("distillation-flip")
        @SettingInfo(
            value =
                "teachers predict for each training image and its mirror image; the mean of both"
                    + " is learnt",
            neutral = "false")
        boolean flip) {

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public DistillationConfig {
    Ranges.within("distillation-weight", weight, 0, 1);
    split(teachers);
  }

  /** The folders of the teachers' runs; often none. */
  public List<Path> folders() {
    return split(teachers);
  }

  private static List<Path> split(String teachers) {
    return Stream.of(teachers.split(","))
        .map(String::strip)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Ranges.path("distillation-teachers", folder))
        .toList();
  }

  public DistillationConfig withTeachers(String teachers) {
    return Records.with(this, "teachers", teachers);
  }

  public DistillationConfig withWeight(double weight) {
    return Records.with(this, "weight", weight);
  }

  public DistillationConfig withFlip(boolean flip) {
    return Records.with(this, "flip", flip);
  }
}
