package io.github.fer4j.cli.predict;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows of path, face (a number from 1), box, emotion, state, probabilities, the detector's score
 * the detector and the reading. A picture without a face has a row whose emotion is {@code no face}
 * and whose other columns but these two are empty.
 */
final class CsvRecords implements PredictionSink {
  private final Writer out;
  private final ClassSet classes;
  private final CsvLine line = new CsvLine();

  /** Rows with a column for each of these classes, which are the model's. */
  CsvRecords(Writer out, ClassSet classes) throws IOException {
    this.out = out;
    this.classes = classes;
    out.write(line.of(header()));
  }

  private List<String> header() {
    List<String> header =
        new ArrayList<>(List.of("path", "face", "x1", "y1", "x2", "y2", "emotion", "state"));
    classes.emotions().forEach(emotion -> header.add(emotion.label()));
    header.addAll(List.of("score", "detector", "reading"));
    return header;
  }

  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    String path = picture.file().toString();
    if (picture.faces().isEmpty()) {
      out.write(line.of(noFace(path, picture)));
    }
    int number = 0;
    for (FacePrediction face : picture.faces()) {
      out.write(line.of(row(path, ++number, face, picture)));
    }
    out.flush();
  }

  private List<String> noFace(String path, PictureResult.Predicted picture) {
    List<String> row = new ArrayList<>(List.of(path, "", "", "", "", "", RecordFormat.NO_FACE, ""));
    row.addAll(Collections.nCopies(classes.size() + 1, ""));
    row.addAll(List.of(picture.detector(), picture.reading()));
    return row;
  }

  private static List<String> row(
      String path, int number, FacePrediction face, PictureResult.Predicted picture) {
    BoundingBox box = face.box();
    Prediction prediction = face.prediction();
    List<String> row = new ArrayList<>(List.of(path, "" + number));
    row.addAll(List.of("" + box.x1(), "" + box.y1(), "" + box.x2(), "" + box.y2()));
    row.addAll(List.of(prediction.emotion().label(), prediction.state().label()));
    for (double probability : prediction.toArray()) {
      row.add(Decimals.rounded(probability).toPlainString());
    }
    row.add(Decimals.rounded(face.detection().score()).toPlainString());
    row.addAll(List.of(picture.detector(), picture.reading()));
    return row;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
