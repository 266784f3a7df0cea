package io.github.fer4j.cli.predict;

import io.github.fer4j.infer.PictureResult;
import io.github.fer4j.infer.picture.Annotation;
import io.github.fer4j.infer.picture.Annotator;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import io.github.fer4j.infer.picture.PictureWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code --annotate}: pictures with their faces marked; JPEG stays JPEG, the rest becomes PNG. */
final class AnnotatedPictures implements PredictionSink {
  private final PictureReader reader = new PictureReader(PictureLimits.DEFAULT);
  private final OutputFiles files;

  AnnotatedPictures(OutputFiles files) {
    this.files = files;
  }

  // Read a second time: handing decoded pictures on would keep several in memory.
  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    List<Annotation> faces = picture.faces().stream().map(Annotation::of).toList();
    Path file = files.of(picture.file());
    try (Picture original = reader.read(picture.file());
        Picture annotated = Annotator.annotated(original, faces)) {
      PictureWriter.write(annotated, file);
    }
  }

  /** The ending of a picture made from another one. */
  static String ending(Path picture) {
    String name = picture.getFileName().toString();
    return PictureWriter.canWrite(picture) ? name.substring(name.lastIndexOf('.')) : ".png";
  }
}
