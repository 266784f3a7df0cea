package io.github.fer4j.data;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FerLabel;
import io.github.fer4j.core.Split;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of the file.
 *
 * @param image the face
 * @param label its label, one of seven
 * @param split the part of the data that it belongs to
 * @param row data row in the file, from 1; the header and blank lines are not counted
 * @param votes what ten people said of it, if that is known
 */
public record Example(
    FaceImage image, FerLabel label, Split split, int row, Optional<Votes> votes) {

  /**
   * @throws IllegalArgumentException if row is less than 1
   */
  public Example {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(split, "split");
    if (row < 1) {
      throw new IllegalArgumentException("Rows are counted from 1, not " + row);
    }
  }

  /** A row of which no votes are known. */
  public Example(FaceImage image, FerLabel label, Split split, int row) {
    this(image, label, split, row, Optional.empty());
  }

  /** The same row with what people said of it. */
  public Example withVotes(Votes said) {
    return new Example(image, label, split, row, Optional.of(said));
  }

  /** The class that the label names; empty if it is none of these. */
  public Optional<Emotion> emotion(ClassSet classes) {
    return label.emotion(classes);
  }

  /**
   * The class that the label names, among the five; empty for disgust and surprise.
   *
   * @deprecated say which classes: {@link #emotion(ClassSet)}
   */
  @Deprecated(forRemoval = true)
  public Optional<Emotion> emotion() {
    return emotion(ClassSet.FIVE);
  }
}
