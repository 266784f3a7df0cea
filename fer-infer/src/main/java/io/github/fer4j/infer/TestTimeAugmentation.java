package io.github.fer4j.infer;

import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.ModelCard;
import io.github.fer4j.core.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a classifier several views of each face and averages the probabilities (A. Krizhevsky et
 * al., "ImageNet classification with deep convolutional neural networks", NIPS 2012, section 4.1).
 * The views are the face itself and the face shifted left, right, up and down, each also mirrored:
 * ten in all, or two without shifts. Costs as many times more.
 */
public final class TestTimeAugmentation implements EmotionClassifier {
  /** Shift of the default views, in pixels of the 48x48 face. */
  public static final int DEFAULT_SHIFT = 2;

  private static final int GREATEST_SHIFT = FaceImage.SIDE / 4;

  private final EmotionClassifier classifier;
  private final int shift;

  /** Ten views around a classifier, shifted by {@link #DEFAULT_SHIFT}; closing closes it too. */
  public TestTimeAugmentation(EmotionClassifier classifier) {
    this(classifier, DEFAULT_SHIFT);
  }

  /**
   * Views around a classifier, which is closed with this one.
   *
   * @param shift in pixels, 1 to 12; 0 for the face and its mirror image alone
   * @throws IllegalArgumentException if the shift is outside that range
   */
  public TestTimeAugmentation(EmotionClassifier classifier, int shift) {
    if (shift < 0 || shift > GREATEST_SHIFT) {
      throw new IllegalArgumentException(
          "Shift " + shift + " is outside 0 to " + GREATEST_SHIFT + " pixels");
    }
    this.classifier = classifier;
    this.shift = shift;
  }

  @Override
  public String reading() {
    return classifier.reading();
  }

  @Override
  public List<Prediction> classify(List<FaceImage> faces) {
    List<FaceImage> views = new ArrayList<>();
    faces.forEach(face -> views.addAll(views(face)));
    List<Prediction> predictions = classifier.classify(views);
    List<Prediction> means = new ArrayList<>(faces.size());
    int each = faces.isEmpty() ? 1 : views.size() / faces.size();
    for (int from = 0; from < predictions.size(); from += each) {
      means.add(Prediction.mean(predictions.subList(from, from + each)));
    }
    return means;
  }

  private List<FaceImage> views(FaceImage face) {
    List<FaceImage> views = new ArrayList<>();
    views.add(face);
    if (shift > 0) {
      views.add(shifted(face, shift, 0));
      views.add(shifted(face, -shift, 0));
      views.add(shifted(face, 0, shift));
      views.add(shifted(face, 0, -shift));
    }
    List<FaceImage> mirrored = views.stream().map(FaceImage::flipped).toList();
    views.addAll(mirrored);
    return views;
  }

  // What comes in at an edge repeats the outermost pixels, as FaceCropper does.
  private static FaceImage shifted(FaceImage face, int right, int down) {
    byte[] pixels = new byte[FaceImage.PIXELS];
    for (int y = 0; y < FaceImage.SIDE; y++) {
      for (int x = 0; x < FaceImage.SIDE; x++) {
        pixels[y * FaceImage.SIDE + x] = (byte) face.pixel(clamp(x - right), clamp(y - down));
      }
    }
    return FaceImage.of(pixels);
  }

  private static int clamp(int place) {
    return Math.max(0, Math.min(FaceImage.SIDE - 1, place));
  }

  @Override
  public Optional<ModelCard> model() {
    return classifier.model();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
