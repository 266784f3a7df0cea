package io.github.fer4j.infer.model;

import io.github.fer4j.core.MalformedContentException;

/** A model or a model card that is not what it should be. */
public final class MalformedModelException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param resource the file
   * @param place where in it; may be empty
   * @param expected what should be there
   * @param found what is there
   * @param advice what the user can do
   */
  public MalformedModelException(
      String resource, String place, String expected, String found, String advice) {
    super(resource, place, expected, found, advice);
  }
}
