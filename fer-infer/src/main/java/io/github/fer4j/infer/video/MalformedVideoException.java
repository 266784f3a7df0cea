package io.github.fer4j.infer.video;

import io.github.fer4j.core.MalformedContentException;

/** A file that is no video, or one of a kind that cannot be decoded. */
public final class MalformedVideoException extends MalformedContentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param resource the file or address
   * @param expected what should be there
   * @param found what is there
   * @param advice what the user can do
   */
  public MalformedVideoException(String resource, String expected, String found, String advice) {
    super(resource, "", expected, found, advice);
  }
}
