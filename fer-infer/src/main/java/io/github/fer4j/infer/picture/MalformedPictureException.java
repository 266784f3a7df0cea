package io.github.fer4j.infer.picture;

import io.github.fer4j.core.MalformedContentException;

/** A file that is no picture, or one that is damaged, too large or of a kind that is not read. */
public final class MalformedPictureException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param resource the file
   * @param place where in it; may be empty
   * @param expected what should be there
   * @param found what is there
   * @param advice what the user can do
   */
  public MalformedPictureException(
      String resource, String place, String expected, String found, String advice) {
    super(resource, place, expected, found, advice);
  }
}
