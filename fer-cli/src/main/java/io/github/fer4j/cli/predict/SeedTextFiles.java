package io.github.fer4j.cli.predict;

import io.github.fer4j.core.AtomicFile;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;

/**
 * {@code --txt}: the seed project's text files, one for each picture, one line {@code class x1 y1
 * x2 y2} for each face; the class is its position in Angry, Fear, Happy, Neutral, Sad.
 */
final class SeedTextFiles implements PredictionSink {
  private final OutputFiles files;

  SeedTextFiles(OutputFiles files) {
    this.files = files;
  }

  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (FacePrediction face : picture.faces()) {
      BoundingBox box = face.box();
      lines.append(
          "%d %d %d %d %d%n"
              .formatted(
                  face.prediction().emotion().ordinal(), box.x1(), box.y1(), box.x2(), box.y2()));
    }
    AtomicFile.write(files.of(picture.file()), lines.toString());
  }
}
