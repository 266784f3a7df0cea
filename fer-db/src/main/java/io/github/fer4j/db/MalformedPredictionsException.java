package io.github.fer4j.db;

import io.github.fer4j.core.MalformedContentException;

/** A file that should hold predictions, one a line, holds something else. */
public final class MalformedPredictionsException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  MalformedPredictionsException(
      String resource, String place, String expected, String found, String advice) {
    super(resource, place, expected, found, advice);
  }
}
