package io.github.fer4j.train.checkpoint;

import io.github.fer4j.core.MalformedContentException;

/** A checkpoint file that is cut short, damaged, or of another network. */
public final class MalformedCheckpointException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  public MalformedCheckpointException(
      String resource, String place, String expected, String found, String advice) {
    super(resource, place, expected, found, advice);
  }
}
