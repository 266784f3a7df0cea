package io.github.fer4j.cli.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.Landmarks;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.PictureResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * JSON objects with path, face (a number from 1), box, emotion, state, probabilities, score (the
 * detector's), landmarks (null if the detector gives none), detector and reading (which of the
 * model's readings of a face it is). A picture without a face has one whose emotion is {@code no
 * face} and whose other fields but detector and reading are null.
 */
final class JsonRecords implements PredictionSink {
  private final JsonGenerator json;
  private final boolean array;

  private JsonRecords(JsonGenerator json, boolean array) {
    this.json = json;
    this.array = array;
  }

  static JsonRecords array(Writer out) throws IOException {
    JsonGenerator json = generator(out);
    json.setPrettyPrinter(new LinePerRecord());
    json.writeStartArray();
    return new JsonRecords(json, true);
  }

  static JsonRecords lines(Writer out) throws IOException {
    JsonGenerator json = generator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return new JsonRecords(json, false);
  }

  private static JsonGenerator generator(Writer out) throws IOException {
    return new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  @Override
  public void accept(PictureResult.Predicted picture) throws IOException {
    String path = picture.file().toString();
    if (picture.faces().isEmpty()) {
      writeNoFace(path, picture);
    }
    int number = 0;
    for (FacePrediction face : picture.faces()) {
      writeFace(path, ++number, face, picture);
    }
    json.flush();
  }

  private void writeNoFace(String path, PictureResult.Predicted picture) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path);
    json.writeNullField("face");
    json.writeNullField("box");
    json.writeStringField("emotion", RecordFormat.NO_FACE);
    json.writeNullField("state");
    json.writeNullField("probabilities");
    json.writeNullField("score");
    json.writeNullField("landmarks");
    json.writeStringField("detector", picture.detector());
    json.writeStringField("reading", picture.reading());
    json.writeEndObject();
  }

  private void writeFace(
      String path, int number, FacePrediction face, PictureResult.Predicted picture)
      throws IOException {
    Prediction prediction = face.prediction();
    json.writeStartObject();
    json.writeStringField("path", path);
    json.writeNumberField("face", number);
    writeBox(face.box());
    json.writeStringField("emotion", prediction.emotion().label());
    json.writeStringField("state", prediction.state().label());
    json.writeObjectFieldStart("probabilities");
    for (Emotion emotion : prediction.classes().emotions()) {
      json.writeNumberField(
          emotion.label(), Decimals.rounded(prediction.probability(emotion).getAsDouble()));
    }
    json.writeEndObject();
    json.writeNumberField("score", Decimals.rounded(face.detection().score()));
    writeLandmarks(face.detection().landmarks());
    json.writeStringField("detector", picture.detector());
    json.writeStringField("reading", picture.reading());
    json.writeEndObject();
  }

  private void writeLandmarks(Optional<Landmarks> landmarks) throws IOException {
    if (landmarks.isEmpty()) {
      json.writeNullField("landmarks");
      return;
    }
    Landmarks points = landmarks.get();
    json.writeObjectFieldStart("landmarks");
    writePoint("right_eye", points.rightEye());
    writePoint("left_eye", points.leftEye());
    writePoint("nose_tip", points.noseTip());
    writePoint("right_mouth_corner", points.rightMouthCorner());
    writePoint("left_mouth_corner", points.leftMouthCorner());
    json.writeEndObject();
  }

  private void writePoint(String name, Landmarks.Point point) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeNumber(Decimals.rounded(point.x()));
    json.writeNumber(Decimals.rounded(point.y()));
    json.writeEndArray();
  }

  private void writeBox(BoundingBox box) throws IOException {
    json.writeArrayFieldStart("box");
    json.writeNumber(box.x1());
    json.writeNumber(box.y1());
    json.writeNumber(box.x2());
    json.writeNumber(box.y2());
    json.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    if (array) {
      json.writeEndArray();
    }
    json.writeRaw(System.lineSeparator());
    json.close();
  }

  /** One record a line, also within the array. */
  private static final class LinePerRecord extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
      breakBetweenRecords(json);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      super.writeArrayValueSeparator(json);
      breakBetweenRecords(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
      breakBetweenRecords(json);
      super.writeEndArray(json, values);
    }

    private static void breakBetweenRecords(JsonGenerator json) throws IOException {
      if (json.getOutputContext().getParent() == null
          || json.getOutputContext().getParent().inRoot()) {
        json.writeRaw('\n');
      }
    }
  }
}
