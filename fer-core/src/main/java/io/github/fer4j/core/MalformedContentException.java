package io.github.fer4j.core;

/**
 * Content that cannot be what it should be: a data row, a model, a picture, a checkpoint. The
 * message is one line that says which resource, where in it, what was expected, what was found and
 * what to do. Each module has a subclass of its own.
 *
 * <p>A file that cannot be read at all is an {@link java.io.IOException} instead.
 */
public abstract class MalformedContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String resource;
  private final String place;

  /**
   * @param resource the file or stream
   * @param place where in it, such as {@code row 17} or {@code entry model.onnx}; may be empty
   * @param expected what should be there
   * @param found what is there
   * @param advice what the user can do
   */
  protected MalformedContentException(
      String resource, String place, String expected, String found, String advice) {
    super(
        // Found content is quoted in the message, and may hold anything.
        OneLine.of(
            resource
                + (place.isEmpty() ? "" : ", " + place)
                + ": expected "
                + expected
                + ", found "
                + found
                + ". "
                + advice));
    this.resource = resource;
    this.place = place;
  }

  /** The file or stream that is malformed. */
  public String resource() {
    return resource;
  }

  /** Where in the resource, or an empty string. */
  public String place() {
    return place;
  }
}
