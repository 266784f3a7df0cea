package io.github.fer4j.infer;

import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.picture.MalformedPictureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The result of one picture among many: one that fails does not end the rest. */
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
   * @param detector what found them, by {@link io.github.fer4j.infer.detect.FaceDetector#name}
   * @param reading which reading of a face the predictions hold, by {@link
   *     EmotionClassifier#reading}
   */
  record Predicted(
      Path file, int width, int height, List<FacePrediction> faces, String detector, String reading)
      implements PictureResult {
    public Predicted {
      faces = List.copyOf(faces);
    }
  }

  /**
   * A picture that could not be read or searched.
   *
   * @param file the picture's file
   * @param cause its message names the file: an {@link IOException} or a {@link
   *     io.github.fer4j.infer.picture.MalformedPictureException} if the file is at fault, otherwise
   *     an {@link IllegalStateException}, whose own cause is what the detector, the classifier or
   *     the virtual machine threw
   */
  record Failed(Path file, Exception cause) implements PictureResult {

    static Failed of(Path file, Throwable thrown) {
      if (thrown instanceof IOException || thrown instanceof MalformedPictureException) {
        return new Failed(file, (Exception) thrown);
      }
      return new Failed(file, new IllegalStateException(file + ": " + description(thrown), thrown));
    }

    private static String description(Throwable thrown) {
      if (thrown instanceof OutOfMemoryError) {
        return "not enough memory for this picture ("
            + thrown.getMessage()
            + "). Give Java more memory (-Xmx) or make the picture smaller.";
      }
      String name = thrown.getClass().getSimpleName();
      return "predicting failed: "
          + (thrown.getMessage() == null ? name : name + ": " + thrown.getMessage().strip());
    }
  }
}
