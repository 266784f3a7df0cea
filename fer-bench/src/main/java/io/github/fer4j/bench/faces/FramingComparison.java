package io.github.fer4j.bench.faces;

import io.github.fer4j.bench.detection.AgreementStudy;
import io.github.fer4j.bench.detection.AgreementStudy.Cut;
import io.github.fer4j.bench.detection.DetectionStudy;
import io.github.fer4j.bench.detection.SceneComposer;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceCrop;
import io.github.fer4j.infer.detect.FaceCropper;
import io.github.fer4j.infer.detect.FaceCropper.Downscaling;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.FaceDetectors;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether found faces are predicted as the faces themselves are, by the framing. */
final class FramingComparison {
  private static final double[] SCALES = {0.9, 0.95, 1.05, 1.1, 1.15, 1.2};
  private static final double[] SHIFTS = {-0.04, 0.04};

  private FramingComparison() {}

  static void run(
      boolean defaults,
      ModelOptions model,
      SceneComposer composer,
      List<Example> examples,
      FacesReport report)
      throws IOException {
    try (EmotionClassifier classifier = model.open(1)) {
      yuNet(classifier, composer, examples, report);
      if (defaults) {
        return;
      }
      for (Cascade cascade : Cascade.values()) {
        try (CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forPictures(cascade))) {
          FaceCrop median =
              DetectionStudy.of(detector, composer, examples)
                  .framing()
                  .orElse(FaceCrop.of(cascade));
          AgreementStudy.of(detector, classifier, composer, examples, cuts(cascade, median))
              .forEach(result -> report.add(new FacesReport.Agreement("" + cascade, result)));
        }
      }
    }
  }

  private static void yuNet(
      EmotionClassifier classifier,
      SceneComposer composer,
      List<Example> examples,
      FacesReport report) {
    try (FaceDetector detector = FaceDetectors.forPictures()) {
      if (detector instanceof YuNetFaceDetector) {
        List<Cut> cuts = new ArrayList<>();
        cuts.add(new Cut(detector.framing(), FaceCropper.DOWNSCALING, true));
        for (double scale : new double[] {0.95, 1, 1.05}) {
          cuts.add(new Cut(new FaceCrop(scale, 0), FaceCropper.DOWNSCALING));
        }
        AgreementStudy.of(detector, classifier, composer, examples, cuts)
            .forEach(result -> report.add(new FacesReport.Agreement(detector.name(), result)));
      }
    }
  }

  // The cut in use, the box as it is, and others around the square that leads back to the frames.
  private static List<Cut> cuts(Cascade cascade, FaceCrop median) {
    List<Cut> cuts = new ArrayList<>();
    cuts.add(new Cut(FaceCrop.of(cascade), FaceCropper.DOWNSCALING));
    cuts.add(new Cut(FaceCrop.AS_FOUND, FaceCropper.DOWNSCALING));
    for (Downscaling shrinking : Downscaling.values()) {
      cuts.add(new Cut(median, shrinking));
    }
    for (double scale : SCALES) {
      cuts.add(
          new Cut(new FaceCrop(median.scale() * scale, median.down()), FaceCropper.DOWNSCALING));
    }
    for (double shift : SHIFTS) {
      cuts.add(
          new Cut(new FaceCrop(median.scale(), median.down() + shift), FaceCropper.DOWNSCALING));
    }
    return cuts;
  }
}
