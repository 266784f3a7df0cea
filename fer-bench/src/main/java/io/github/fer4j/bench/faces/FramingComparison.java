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
import io.github.fer4j.infer.detect.FaceCutter;
import io.github.fer4j.infer.detect.FaceCutter.Shrinking;
import io.github.fer4j.infer.detect.FaceFraming;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether found faces are predicted as the faces themselves are, by the framing. */
final class FramingComparison {
  private static final double[] SCALES = {0.9, 0.95, 1.05, 1.1, 1.15, 1.2};
  private static final double[] SHIFTS = {-0.04, 0.04};

  private FramingComparison() {}

  static void run(
      ModelOptions model, SceneComposer composer, List<Example> examples, FacesReport report)
      throws IOException {
    try (EmotionClassifier classifier = model.open()) {
      for (Cascade cascade : Cascade.values()) {
        try (CascadeFaceDetector detector =
            new CascadeFaceDetector(CascadeSettings.forPictures(cascade))) {
          FaceFraming median =
              DetectionStudy.of(detector, composer, examples)
                  .framing()
                  .orElse(FaceFraming.of(cascade));
          AgreementStudy.of(detector, classifier, composer, examples, cuts(cascade, median))
              .forEach(result -> report.add(new FacesReport.Agreement("" + cascade, result)));
        }
      }
    }
  }

  // The cut in use, the box as it is, and others around the square that leads back to the frames.
  private static List<Cut> cuts(Cascade cascade, FaceFraming median) {
    List<Cut> cuts = new ArrayList<>();
    cuts.add(new Cut(FaceFraming.of(cascade), FaceCutter.SHRINKING));
    cuts.add(new Cut(FaceFraming.AS_FOUND, FaceCutter.SHRINKING));
    for (Shrinking shrinking : Shrinking.values()) {
      cuts.add(new Cut(median, shrinking));
    }
    for (double scale : SCALES) {
      cuts.add(
          new Cut(new FaceFraming(median.scale() * scale, median.down()), FaceCutter.SHRINKING));
    }
    for (double shift : SHIFTS) {
      cuts.add(
          new Cut(new FaceFraming(median.scale(), median.down() + shift), FaceCutter.SHRINKING));
    }
    return cuts;
  }
}
