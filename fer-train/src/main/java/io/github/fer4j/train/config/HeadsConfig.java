package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.internal.Ranges;
import io.github.fer4j.core.internal.Records;
import io.github.fer4j.core.internal.SettingInfo;
import io.github.fer4j.train.network.Head;
import java.util.List;

/** What the network answers, over which classes, and how its heads share the loss. */
public record HeadsConfig(
    @SettingInfo(
            value =
                "classes that the network tells apart: five, seven (the labels of FER2013) or eight"
                    + " (those of FER+)",
            neutral = "five")
        ClassSet classes,
    @JsonProperty("heads")
        @SettingInfo(
            value =
                "what the network answers: fer2013 (the labels of the data set), or fer2013,crowd"
                    + " (also what most people see, learnt from the votes of --fer-plus)",
            neutral = Head.LABEL)
        String names,
    @JsonProperty("crowd-weight")
        @SettingInfo(
            value = "share of the crowd head in the loss; the label head has the rest",
            neutral = "0.5")
        double crowdWeight,
    @JsonProperty("crowd-target")
        @SettingInfo(
            value =
                "target of the crowd head: votes (their distribution) or majority (the class that"
                    + " more than five of ten chose)",
            neutral = "votes")
        CrowdTarget crowdTarget) {

  private static final String BOTH = Head.LABEL + "," + Head.CROWD;

  /** What the crowd head learns from people's votes. */
  public enum CrowdTarget {
    VOTES,
    MAJORITY
  }

  /**
   * @throws IllegalArgumentException if a setting is out of its range, by its name
   */
  public HeadsConfig {
    Ranges.within("crowd-weight", crowdWeight, 0, 1);
    names = names.replace(" ", "");
    if (!names.equals(Head.LABEL) && !names.equals(BOTH)) {
      throw new IllegalArgumentException(
          "Setting heads takes " + Head.LABEL + " or " + BOTH + ", not '" + names + "'");
    }
  }

  /** Whether there is a crowd head besides the label head. */
  public boolean hasCrowd() {
    return names.equals(BOTH);
  }

  /** The heads, the label head first. */
  List<Head> build() {
    Head label = Head.label(classes);
    return hasCrowd() ? List.of(label, new Head(Head.CROWD, classes.size())) : List.of(label);
  }

  /** Share of the loss that is this head's; 1 for the only one. */
  public double lossWeight(Head head) {
    if (!hasCrowd()) {
      return 1;
    }
    return head.name().equals(Head.CROWD) ? crowdWeight : 1 - crowdWeight;
  }

  public HeadsConfig withClasses(ClassSet classes) {
    return Records.with(this, "classes", classes);
  }

  public HeadsConfig withNames(String names) {
    return Records.with(this, "names", names);
  }

  public HeadsConfig withCrowdWeight(double crowdWeight) {
    return Records.with(this, "crowdWeight", crowdWeight);
  }

  public HeadsConfig withCrowdTarget(CrowdTarget crowdTarget) {
    return Records.with(this, "crowdTarget", crowdTarget);
  }
}
