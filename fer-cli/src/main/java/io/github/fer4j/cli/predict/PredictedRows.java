package io.github.fer4j.cli.predict;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.data.CsvFaces;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Faces of a CSV in FER2013's format, a row each. They are 48x48 already, so no detector looks for
 * them: the box is the whole face, and the path is that of the CSV with the row, {@code
 * test.csv#1}.
 */
final class PredictedRows {
  /** What records say in place of a detector. */
  private static final String NO_DETECTOR = "none";

  /** Faces at a time; memory grows with them. */
  private static final int CHUNK = 256;

  private static final BoundingBox WHOLE = BoundingBox.ofSize(0, 0, FaceImage.SIDE, FaceImage.SIDE);

  private PredictedRows() {}

  /** Whether a path names a CSV of faces, by its ending. */
  static boolean isCsv(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).matches(".*\\.csv(\\.gz)?");
  }

  /** Predicts all rows of a file, in their order. */
  static void predict(Path csv, EmotionClassifier classifier, PredictionSink sink)
      throws IOException {
    List<FaceImage> faces = CsvFaces.read(csv);
    for (int from = 0; from < faces.size(); from += CHUNK) {
      List<FaceImage> part = faces.subList(from, Math.min(faces.size(), from + CHUNK));
      List<Prediction> predictions = classifier.classify(part);
      for (int i = 0; i < part.size(); i++) {
        sink.accept(row(csv, from + i + 1, predictions.get(i), classifier.reading()));
      }
    }
  }

  private static PictureResult.Predicted row(
      Path csv, int row, Prediction prediction, String reading) {
    return new PictureResult.Predicted(
        Path.of(csv + "#" + row),
        FaceImage.SIDE,
        FaceImage.SIDE,
        List.of(new FacePrediction(WHOLE, prediction)),
        NO_DETECTOR,
        reading);
  }
}
