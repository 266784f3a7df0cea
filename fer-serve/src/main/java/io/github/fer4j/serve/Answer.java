package io.github.fer4j.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.fer4j.core.BoundingBox;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.detect.TurnedSquare;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The JSON documents of the API: {@code openapi.yaml} describes them. */
final class Answer {
  /** As in the records of "fer predict": about what 32-bit floats hold. */
  private static final int DECIMALS = 6;

  private Answer() {}

  /** Which model answered, by which of its readings of a face. */
  record Model(String name, String sha256, String reading) {
    static Model of(ModelCard card, String reading) {
      return new Model(card.name(), card.sha256(), reading);
    }
  }

  /** The faces in one picture. */
  record Picture(int width, int height, Model model, List<Face> faces) {}

  /**
   * One face; the box is x1, y1, x2, y2 in pixels of the upright picture, the score the detector's.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Face(
      List<Integer> box,
      BigDecimal score,
      String emotion,
      String state,
      Map<String, BigDecimal> probabilities,
      Explanation explanation) {
    static Face of(FacePrediction face, Explanation explanation) {
      Prediction prediction = face.prediction();
      Map<String, BigDecimal> probabilities = new LinkedHashMap<>();
      for (Emotion emotion : prediction.classes().emotions()) {
        probabilities.put(emotion.label(), rounded(prediction.probability(emotion).getAsDouble()));
      }
      return new Face(
          corners(face.box()),
          rounded(face.detection().score()),
          prediction.emotion().label(),
          prediction.state().label(),
          probabilities,
          explanation);
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
          part.name(), part.fileName(), found.width(), found.height(), Answer.faces(found), null);
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

  /** Which parts of a face spoke for its class: a PNG to be laid over this box of the picture. */
  record Explanation(String method, List<Integer> box, double angle, byte[] png) {
    private static final int SIDE = 192;

    static Explanation of(TurnedSquare square, io.github.fer4j.infer.Explanation explanation) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      try {
        ImageIO.write(explanation.image(SIDE), "png", new MemoryCacheImageOutputStream(png));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String method = explanation.method().name().toLowerCase(Locale.ROOT).replace('_', '-');
      double degrees = Math.round(10 * Math.toDegrees(square.angle())) / 10.0;
      return new Explanation(method, corners(square.unturned()), degrees, png.toByteArray());
    }
  }

  static List<Face> faces(Recognizer.Found found) {
    return IntStream.range(0, found.faces().size())
        .mapToObj(i -> Face.of(found.faces().get(i), found.explanations().get(i)))
        .toList();
  }

  private static List<Integer> corners(BoundingBox box) {
    return List.of(box.x1(), box.y1(), box.x2(), box.y2());
  }

  private static BigDecimal rounded(double probability) {
    return BigDecimal.valueOf(probability).setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }
}
