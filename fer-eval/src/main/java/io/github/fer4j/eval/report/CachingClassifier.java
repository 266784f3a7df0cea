package io.github.fer4j.eval.report;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.infer.EmotionClassifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what a classifier said of some faces, so that they need not be computed again: the
 * first view of test-time augmentation is the face itself, and so are the untouched faces among
 * those made worse. Any number of threads may use it at a time.
 */
final class CachingClassifier implements EmotionClassifier {
  private final EmotionClassifier classifier;
  private final Map<FaceImage, Prediction> known = new HashMap<>();

  /**
   * @param classifier asked about all other faces; closed with this one
   * @param faces that are known
   * @param predictions what it said of them, in the same order
   */
  CachingClassifier(
      EmotionClassifier classifier, List<FaceImage> faces, List<Prediction> predictions) {
    this.classifier = classifier;
    for (int i = 0; i < faces.size(); i++) {
      known.put(faces.get(i), predictions.get(i));
    }
  }

  @Override
  public String reading() {
    return classifier.reading();
  }

  @Override
  public List<Prediction> classify(List<FaceImage> faces) {
    List<FaceImage> unknown = faces.stream().filter(face -> !known.containsKey(face)).toList();
    List<Prediction> computed = classifier.classify(unknown);
    List<Prediction> predictions = new ArrayList<>(faces.size());
    int next = 0;
    for (FaceImage face : faces) {
      Prediction remembered = known.get(face);
      predictions.add(remembered == null ? computed.get(next++) : remembered);
    }
    return predictions;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
