package io.github.fer4j.train.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The validation figure that chooses the best epoch; without effect in a final run. */
public enum Monitor {
  /** Accuracy of the label head; of equal ones the lower log loss. */
  @JsonProperty("accuracy")
  ACCURACY("accuracy"),

  /** Log loss of the label head, which changes less by chance than accuracy does. */
  @JsonProperty("log-loss")
  LOG_LOSS("log-loss"),

  /** Accuracy of the crowd head where most people agree. */
  @JsonProperty("crowd-accuracy")
  CROWD_ACCURACY("crowd-accuracy");

  private final String text;

  Monitor(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
