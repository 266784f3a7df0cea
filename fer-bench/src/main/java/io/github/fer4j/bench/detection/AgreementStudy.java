package io.github.fer4j.bench.detection;

import io.github.fer4j.core.ClassSet;
import io.github.fer4j.core.Detection;
import io.github.fer4j.core.Emotion;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.core.Prediction;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.detect.FaceCropper;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether faces found in pictures are predicted as the data set's own frames are. */
public final class AgreementStudy {

  private AgreementStudy() {}

  /**
   * A way to cut faces.
   *
   * @param framing which square of the picture
   * @param shrinking how it becomes 48x48
   * @param aligned whether tilted faces are cut by their landmarks, as predictors do
   */
  public record Cut(FaceCrop framing, FaceCropper.Downscaling shrinking, boolean aligned) {
    /** A way to cut faces by their boxes alone. */
    public Cut(FaceCrop framing, FaceCropper.Downscaling shrinking) {
      this(framing, shrinking, false);
    }
  }

  /**
   * The figures of one cut. All cuts are compared on the same found faces.
   *
   * @param cut how the faces were cut
   * @param faces that were found and compared
   * @param agreement share of them whose top class is the same as that of the data set's frame
   * @param stateAgreement the same of the state
   * @param frameAgreement {@code agreement} if the detector's boxes were exactly the data set's
   *     frames: what pasting, light and cutting alone leave of it
   * @param accuracy share whose top class is the label
   * @param directAccuracy the same of the data set's frames of the same faces
   */
  public record Result(
      Cut cut,
      int faces,
      double agreement,
      double stateAgreement,
      double frameAgreement,
      double accuracy,
      double directAccuracy) {}

  /**
   * Detects the faces in the examples' scenes, cuts them in each way and predicts them.
   *
   * @param examples those without one of the five classes are left out
   * @param cuts to be compared
   * @return one result a cut, in the same order
   * @throws IllegalArgumentException if no face was found
   */
  public static List<Result> of(
      FaceDetector detector,
      EmotionClassifier classifier,
      SceneComposer composer,
      List<Example> examples,
      List<Cut> cuts) {
    List<Tally> tallies = cuts.stream().map(Tally::new).toList();
    for (Example example : examples) {
      Optional<Emotion> label = example.emotion(ClassSet.FIVE);
      if (label.isPresent()) {
        try (Scene scene = composer.compose(example)) {
          DetectionStudy.face(detector.detect(scene.picture()), scene.frame())
              .ifPresent(face -> compare(scene, face, label.get(), classifier, tallies));
        }
      }
    }
    return tallies.stream().map(Tally::result).toList();
  }

  private static void compare(
      Scene scene,
      Detection face,
      Emotion label,
      EmotionClassifier classifier,
      List<Tally> tallies) {
    List<FaceImage> faces = new ArrayList<>();
    faces.add(scene.example().image());
    for (Tally tally : tallies) {
      faces.add(tally.face(scene.picture(), face));
      faces.add(tally.exact.crop(scene.picture(), scene.frame()));
    }
    List<Prediction> predictions = classifier.classify(faces);
    for (int i = 0; i < tallies.size(); i++) {
      tallies
          .get(i)
          .add(predictions.get(0), predictions.get(2 * i + 1), predictions.get(2 * i + 2), label);
    }
  }

  private static final class Tally {
    private final Cut cut;
    private final FaceCropper cropper;
    private final FaceCropper exact;
    private int faces;
    private int sameEmotion;
    private int sameState;
    private int sameAtFrame;
    private int right;
    private int directlyRight;

    Tally(Cut cut) {
      this.cut = cut;
      this.cropper = new FaceCropper(cut.framing(), cut.shrinking());
      this.exact = new FaceCropper(FaceCrop.AS_FOUND, cut.shrinking());
    }

    FaceImage face(Picture picture, Detection face) {
      return cut.aligned ? cropper.crop(picture, face) : cropper.crop(picture, face.box());
    }

    void add(Prediction direct, Prediction found, Prediction atFrame, Emotion label) {
      faces++;
      sameEmotion += found.emotion() == direct.emotion() ? 1 : 0;
      sameState += found.state() == direct.state() ? 1 : 0;
      sameAtFrame += atFrame.emotion() == direct.emotion() ? 1 : 0;
      right += found.emotion() == label ? 1 : 0;
      directlyRight += direct.emotion() == label ? 1 : 0;
    }

    Result result() {
      if (faces == 0) {
        throw new IllegalArgumentException("No face was found in any scene");
      }
      double all = faces;
      return new Result(
          cut,
          faces,
          sameEmotion / all,
          sameState / all,
          sameAtFrame / all,
          right / all,
          directlyRight / all);
    }
  }
}
