package io.github.fer4j.db;

/** What kind of thing a face was seen in. */
public enum SourceKind {
  PHOTO("photo"),
  VIDEO("video"),
  CAMERA("camera"),
  STREAM("stream");

  private final String label;

  SourceKind(String label) {
    this.label = label;
  }

  /** The text form that the database and files carry, such as {@code photo}. */
  public String label() {
    return label;
  }

  /**
   * The kind with this text form.
   *
   * @throws IllegalArgumentException if no kind is called so
   */
  public static SourceKind ofLabel(String label) {
    for (SourceKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Unknown kind of source '" + label + "': expected photo, video, camera or stream");
  }
}
