package io.github.fer4j.cli.predict;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.OneLine;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Lines such as {@code photo.jpg [177, 85, 272, 180] Happy 93.1 % Okay (Angry 0.4 %, ...)}. */
final class TextRecords implements PredictionSink {
  private final Writer out;

  TextRecords(Writer out) {
    this.out = out;
  }

  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    String name = OneLine.of(picture.file().toString());
    if (picture.faces().isEmpty()) {
      out.write(name + "  " + RecordFormat.NO_FACE + System.lineSeparator());
    }
    for (FacePrediction face : picture.faces()) {
      out.write(name + "  " + line(face) + System.lineSeparator());
    }
    out.flush();
  }

  private static String line(FacePrediction face) {
    Prediction prediction = face.prediction();
    Emotion top = prediction.emotion();
    StringBuilder others = new StringBuilder();
    for (Emotion emotion : prediction.classes().emotions()) {
      if (emotion != top) {
        others.append(others.isEmpty() ? "" : ", ").append(percentage(prediction, emotion));
      }
    }
    return face.box().coordinates()
        + "  "
        + percentage(prediction, top)
        + "  "
        + prediction.state().label()
        + "  ("
        + others
        + ")";
  }

  private static String percentage(Prediction prediction, Emotion emotion) {
    return String.format(
        Locale.ROOT,
        "%s %.1f %%",
        emotion.label(),
        100 * prediction.probability(emotion).getAsDouble());
  }
}
