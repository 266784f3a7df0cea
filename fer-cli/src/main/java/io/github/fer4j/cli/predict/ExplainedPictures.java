package io.github.fer4j.cli.predict;

import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.Explainer;
import io.github.fer4j.infer.PictureResult;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.picture.Annotation;
import io.github.fer4j.infer.picture.Annotator;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureLimits;
import io.github.fer4j.infer.picture.PictureReader;
import io.github.fer4j.infer.picture.PictureWriter;
import java.io.IOException;
import java.util.List;

/** {@code --explain}: pictures with what spoke for the class laid over each face, and its box. */
final class ExplainedPictures implements PredictionSink {
  private final PictureReader reader = new PictureReader(PictureLimits.DEFAULT);
  private final OutputFiles files;
  private final Explainer explainer;
  private final FaceCrop framing;

  /**
   * @param explainer is closed with this
   * @param framing of the detector that finds the faces
   */
  ExplainedPictures(OutputFiles files, Explainer explainer, FaceCrop framing) {
    this.files = files;
    this.explainer = explainer;
    this.framing = framing;
  }

  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    List<Annotation> faces = picture.faces().stream().map(Annotation::of).toList();
    try (Picture original = reader.read(picture.file());
        Picture drawn = reader.read(picture.file())) {
      for (FacePrediction face : picture.faces()) {
        explainer.explain(original, face, framing).drawOn(drawn, framing.square(face.detection()));
      }
      try (Picture annotated = Annotator.annotated(drawn, faces)) {
        PictureWriter.write(annotated, files.of(picture.file()));
      }
    }
  }

  @Override
  public void close() {
    explainer.close();
  }
}
