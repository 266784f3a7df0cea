package io.github.fer4j.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON documents of the API: {@code openapi.yaml} describes them. */
final class Answer {
  /** As in the records of "fer predict": about what 32-bit floats hold. */
  private static final int DECIMALS = 6;

  private Answer() {}

  /** Which model answered. */
  record Model(String name, String sha256) {
    static Model of(ModelCard card) {
      return new Model(card.name(), card.sha256());
    }
  }

  /** The faces in one picture. */
  record Picture(int width, int height, Model model, List<Face> faces) {}

  /**
   * One face; the box is x1, y1, x2, y2 in pixels of the upright picture, the score the detector's.
   */
  record Face(
      List<Integer> box,
      BigDecimal score,
      String emotion,
      String state,
      Map<String, BigDecimal> probabilities) {
    static Face of(FacePrediction face) {
      BoundingBox box = face.box();
      Prediction prediction = face.prediction();
      Map<String, BigDecimal> probabilities = new LinkedHashMap<>();
      for (Emotion emotion : Emotion.inOrder()) {
        probabilities.put(emotion.label(), rounded(prediction.probability(emotion)));
      }
      return new Face(
          List.of(box.x1(), box.y1(), box.x2(), box.y2()),
          rounded(face.detection().score()),
          prediction.emotion().label(),
          prediction.state().label(),
          probabilities);
    }
  }

  /** The results of a multipart request, one a part. */
  record Parts(Model model, List<Part> results) {}

  /** What came of one part: a picture's size and faces, or an error. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(
      String name,
      String filename,
      Integer width,
      Integer height,
      List<Face> faces,
      Problem.Body error) {
    static Part of(MultipartBody.Part part, Recognizer.Found found) {
      return new Part(
          part.name(),
          part.fileName(),
          found.width(),
          found.height(),
          Answer.faces(found.faces()),
          null);
    }

    static Part of(MultipartBody.Part part, Problem problem) {
      return new Part(part.name(), part.fileName(), null, null, null, problem.body());
    }
  }

  /** What came of one frame of a stream, which is known by its number from 1. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Frame(long frame, Integer width, Integer height, List<Face> faces, Problem.Body error) {
    static Frame failed(long frame, Problem problem) {
      return new Frame(frame, null, null, null, problem.body());
    }
  }

  static List<Face> faces(List<FacePrediction> faces) {
    return faces.stream().map(Face::of).toList();
  }

  private static BigDecimal rounded(double probability) {
    return BigDecimal.valueOf(probability).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
