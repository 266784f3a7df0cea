package io.github.fer4j.eval.report;

import java.util.Optional;

/**
 * A part of a report that may be absent.
 *
 * @param content what there is
 * @param absent why there is nothing: a sentence; empty where there is content
 * @param <T> what it holds
 */
public record Section<T>(Optional<T> content, Optional<String> absent) {

  /**
   * @throws IllegalArgumentException if it has neither content nor a reason, or both
   */
  public Section {
    if (content.isPresent() == absent.isPresent()) {
      throw new IllegalArgumentException("A section has content or a reason for having none");
    }
  }

  /** A section that is there. */
  public static <T> Section<T> of(T content) {
    return new Section<>(Optional.of(content), Optional.empty());
  }

  /** A section that is not there. */
  public static <T> Section<T> absent(String reason) {
    return new Section<>(Optional.empty(), Optional.of(reason));
  }
}
