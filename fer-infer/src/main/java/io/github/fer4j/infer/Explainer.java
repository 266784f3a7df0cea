package io.github.fer4j.infer;

import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.FacePrediction;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.detect.FaceCropper;
import io.github.fer4j.infer.model.ModelBundle;
import io.github.fer4j.infer.model.PooledEnding;
import io.github.fer4j.infer.picture.Picture;

/**
 * Shows which parts of a face speak for a class in a network's eyes. Safe for use by several
 * threads; close it when all of them are done.
 */
public interface Explainer extends AutoCloseable {

  /**
   * Opens a model to explain its default reading of a face, see {@link #open(ModelBundle, String)}.
   */
  static Explainer open(ModelBundle model) {
    return open(model, model.card().defaultReading());
  }

  /**
   * Opens a model to explain a reading of a face: by a class activation map if it ends in global
   * average pooling and one dense layer, and otherwise by occlusion, which takes about a hundred
   * times as long.
   *
   * @param reading one of those that the card's outputs hold
   * @throws IllegalArgumentException if the model has no such reading
   * @throws io.github.fer4j.infer.model.MalformedModelException if it is no ONNX model of the right
   *     form
   */
  static Explainer open(ModelBundle model, String reading) {
    String output = model.card().outputOf(reading);
    return PooledEnding.of(model, output)
        .<Explainer>map(ending -> ActivationMaps.open(model, ending))
        .orElseGet(() -> byOcclusion(OnnxEmotionClassifier.open(model, reading, 1)));
  }

  /** Explains any classifier by occlusion; closing closes the classifier too. */
  static Explainer byOcclusion(EmotionClassifier classifier) {
    return new Occlusion(classifier);
  }

  /**
   * What speaks for a class.
   *
   * @param face as the classifier sees it
   * @param emotion the class in question, usually the one that was predicted
   * @throws IllegalArgumentException if the model is not read out over this class
   */
  Explanation explain(FaceImage face, Emotion emotion);

  /**
   * What speaks for the class that was predicted for a face in a picture.
   *
   * @param framing of the detector that found the face; its square around the detection is what the
   *     explanation is to be laid over
   * @throws IllegalArgumentException if the square lies outside the picture
   */
  default Explanation explain(Picture picture, FacePrediction face, FaceCrop framing) {
    FaceImage image = new FaceCropper(framing).crop(picture, face.detection());
    return explain(image, face.prediction().emotion());
  }

  /** Releases native memory; the explainer must not be used after close. */
  @Override
  void close();
}
