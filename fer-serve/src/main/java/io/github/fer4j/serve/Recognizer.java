package io.github.fer4j.serve;

import io.github.fer4j.core.Detection;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.Explainer;
import io.github.fer4j.infer.Explanation;
import io.github.fer4j.infer.OnnxEmotionClassifier;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.picture.PictureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/** What the service needs of fer-infer: bytes in, faces out. Safe for use by several threads. */
final class Recognizer implements AutoCloseable {
  private final ModelCard card;
  private final PictureReader reader;
  private final EmotionPredictor predictor;
  private final EmotionPredictor augmented;
  private final Explainer explainer;

  /** A recognizer that closes the detector with itself. */
  Recognizer(ModelBundle model, FaceDetector detector, ServiceOptions options) {
    String reading = options.reading().orElse(model.card().defaultReading());
    OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(model, reading, 1);
    this.card = model.card();
    this.explainer = Explainer.open(model, reading);
    PictureReader colors = new PictureReader(options.limits());
    this.reader = detector.usesColor() ? colors : colors.gray();
    EmotionPredictor.Builder parts =
        EmotionPredictor.builder().detector(detector).classifier(classifier);
    try {
      this.predictor = parts.build();
      this.augmented = parts.testTimeAugmentation().build();
    } catch (IOException e) {
      throw new UncheckedIOException("No file is read when a classifier is given", e);
    }
  }

  ModelCard card() {
    return card;
  }

  /** Which of the model's readings of a face it gives. */
  String reading() {
    return predictor.reading();
  }

  /**
   * @param content a picture file
   * @param name for messages
   * @param wish what else is to be done
   * @throws io.github.fer4j.infer.picture.MalformedPictureException if it is no picture, damaged or
   *     too large
   */
  Found recognize(byte[] content, String name, Wish wish) {
    try (Picture picture = reader.decode(content, name)) {
      List<Detection> found = predictor.detector().detect(picture);
      List<FacePrediction> faces = (wish.tta() ? augmented : predictor).predict(picture, found);
      List<Answer.Explanation> explanations =
          wish.explain()
              ? faces.stream().map(face -> explained(picture, face)).toList()
              : Collections.nCopies(faces.size(), null);
      return new Found(picture.width(), picture.height(), faces, explanations);
    }
  }

  private Answer.Explanation explained(Picture picture, FacePrediction face) {
    FaceCrop framing = predictor.detector().framing();
    Explanation explanation = explainer.explain(picture, face, framing);
    return Answer.Explanation.of(framing.square(face.detection()), explanation);
  }

  /**
   * What a request wants.
   *
   * @param tta average ten views of each face
   * @param explain show which parts of a face spoke for its class
   */
  record Wish(boolean tta, boolean explain) {
    static final Wish NOTHING_MORE = new Wish(false, false);
  }

  /**
   * The faces of a picture, whose size is that of the upright one in pixels, and for each its
   * explanation, or null if none was wanted.
   */
  record Found(
      int width, int height, List<FacePrediction> faces, List<Answer.Explanation> explanations) {}

  @Override
  public void close() {
    predictor.close();
    explainer.close();
  }
}
