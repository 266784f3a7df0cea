package io.github.fer4j.infer;

import io.github.fer4j.core.FacePrediction;
import java.nio.file.Path;
import java.util.List;

/** What came of one picture among many: one that fails does not end the rest. */
public sealed interface PictureResult {

  /** The picture's file. */
  Path file();

  /**
   * A picture that was read and searched.
   *
   * @param file the picture's file
   * @param width of the upright picture in pixels
   * @param height of the upright picture in pixels
   * @param faces in the order of their size, the largest first; empty if there are none
   */
  record Predicted(Path file, int width, int height, List<FacePrediction> faces)
      implements PictureResult {
    public Predicted {
      faces = List.copyOf(faces);
    }
  }

  /**
   * A picture that could not be read.
   *
   * @param file the picture's file
   * @param cause an {@link java.io.IOException} or a {@link
   *     io.github.fer4j.infer.picture.MalformedPictureException}, whose message names the file
   */
  record Failed(Path file, Exception cause) implements PictureResult {}
}
