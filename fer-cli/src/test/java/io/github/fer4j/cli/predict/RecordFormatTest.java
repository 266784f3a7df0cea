package io.github.fer4j.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.core.Landmarks.Point;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordFormatTest {
  private static final Landmarks POINTS =
      new Landmarks(
          new Point(12.5, 14),
          new Point(20, 14),
          new Point(16, 18),
          new Point(13, 22),
          new Point(19.25, 22));
  private static final PictureResult.Predicted PICTURE =
      new PictureResult.Predicted(
          Path.of("a.jpg"),
          40,
          30,
          List.of(
              new FacePrediction(
                  new Detection(new BoundingBox(10, 10, 22, 26), 0.875, Optional.of(POINTS)),
                  new Prediction(0, 0, 1, 0, 0))),
          "yunet",
          "crowd");

  @Test
  void jsonHasTheScoreTheLandmarksAndTheDetector() throws IOException {
    StringWriter out = new StringWriter();
    try (JsonRecords records = JsonRecords.lines(out)) {
      records.accept(PICTURE);
    }
    assertThat(out.toString())
        .contains(
            "\"score\":0.875000,\"landmarks\":{\"right_eye\":[12.500000,14.000000],"
                + "\"left_eye\":[20.000000,14.000000],\"nose_tip\":[16.000000,18.000000],"
                + "\"right_mouth_corner\":[13.000000,22.000000],"
                + "\"left_mouth_corner\":[19.250000,22.000000]},\"detector\":\"yunet\",\"reading\":\"crowd\"}");
  }

  @Test
  void csvHasTheScoreAndTheDetectorLast() throws IOException {
    StringWriter out = new StringWriter();
    try (CsvRecords records = new CsvRecords(out, ClassSet.FIVE)) {
      records.accept(PICTURE);
    }
    assertThat(out.toString())
        .endsWith(
            "a.jpg,1,10,10,22,26,Happy,Okay,"
                + "0.000000,0.000000,1.000000,0.000000,0.000000,0.875000,yunet,crowd\r\n");
  }
}
