package io.github.fer4j.cli.video;

import io.github.fer4j.cli.predict.CsvLine;
import io.github.fer4j.cli.predict.Decimals;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.video.Frame;
import io.github.fer4j.infer.video.TrackedFace;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** {@code --csv}: a row a face and frame; a frame without a face has one that says so. */
final class TimelineCsv implements VideoSink {
  private static final String NO_FACE = "no face";

  private final Writer out;
  private final ClassSet classes;
  private final CsvLine line = new CsvLine();

  /** Rows with a column for each of these classes, which are the model's. */
  TimelineCsv(Writer out, ClassSet classes) throws IOException {
    this.out = out;
    this.classes = classes;
    List<String> header =
        new ArrayList<>(
            List.of("frame", "seconds", "face", "x1", "y1", "x2", "y2", "emotion", "state"));
    classes.emotions().forEach(emotion -> header.add(emotion.label()));
    out.write(line.of(header));
  }

  @Override
  public void accept(Frame frame, List<TrackedFace> faces) throws IOException {
    List<String> time =
        List.of("" + frame.number(), String.format(Locale.ROOT, "%.3f", frame.seconds()));
    if (faces.isEmpty()) {
      List<String> empty = new ArrayList<>(List.of("", "", "", "", "", NO_FACE, ""));
      empty.addAll(Collections.nCopies(classes.size(), ""));
      out.write(line.of(joined(time, empty)));
    }
    for (TrackedFace face : faces) {
      out.write(line.of(joined(time, columns(face))));
    }
  }

  private static List<String> columns(TrackedFace face) {
    BoundingBox box = face.face().box();
    Prediction prediction = face.face().prediction();
    List<String> columns = new ArrayList<>(List.of("" + face.number()));
    columns.addAll(List.of("" + box.x1(), "" + box.y1(), "" + box.x2(), "" + box.y2()));
    columns.addAll(List.of(prediction.emotion().label(), prediction.state().label()));
    for (double probability : prediction.toArray()) {
      columns.add(Decimals.rounded(probability).toPlainString());
    }
    return columns;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
