package io.github.fer4j.bench.faces;

import io.github.fer4j.bench.detection.SceneComposer;
import io.github.fer4j.bench.detection.TrackingStudy;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.FaceDetectors;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.video.TrackingSettings;
import java.io.IOException;
import java.util.List;

/** What it costs to detect rarely, on small frames, and to follow faces in between. */
final class TrackingComparison {
  private static final List<Integer> SIDES = List.of(320, 480, 640);

  private final ModelOptions model;
  private final SceneComposer composer;
  private final List<Example> examples;
  private final FacesReport report;

  private TrackingComparison(
      ModelOptions model, SceneComposer composer, List<Example> examples, FacesReport report) {
    this.model = model;
    this.composer = composer;
    this.examples = examples;
    this.report = report;
  }

  static void run(
      ModelOptions model, SceneComposer composer, List<Example> examples, FacesReport report)
      throws IOException {
    TrackingComparison comparison = new TrackingComparison(model, composer, examples, report);
    for (TrackingSettings tracking :
        List.of(TrackingSettings.EVERY_FRAME, TrackingSettings.DEFAULT)) {
      FaceDetector detector = FaceDetectors.forVideo();
      if (detector instanceof YuNetFaceDetector) {
        String way = tracking == TrackingSettings.DEFAULT ? ", followed" : ", every frame";
        comparison.study(detector.name() + way, detector, tracking);
      }
    }
    for (Cascade cascade : Cascade.values()) {
      CascadeSettings usual = CascadeSettings.forVideo(cascade);
      for (int side : SIDES) {
        comparison.study(cascade + ", " + side, reduced(usual, side), TrackingSettings.DEFAULT);
      }
      comparison.study(
          cascade + ", all, every frame", reduced(usual, CascadeSettings.FULL_SIZE), always());
    }
  }

  private static CascadeSettings reduced(CascadeSettings settings, int side) {
    return new CascadeSettings(
        settings.cascade(),
        settings.scaleFactor(),
        settings.minNeighbors(),
        settings.minSize(),
        side);
  }

  private static TrackingSettings always() {
    TrackingSettings usual = TrackingSettings.DEFAULT;
    return new TrackingSettings(0, usual.patience(), usual.memory(), usual.leastOverlap());
  }

  private void study(String name, CascadeSettings settings, TrackingSettings tracking)
      throws IOException {
    study(name, new CascadeFaceDetector(settings), tracking);
  }

  private void study(String name, FaceDetector detector, TrackingSettings tracking)
      throws IOException {
    try (EmotionPredictor predictor = model.predictor().detector(detector).workers(1).build()) {
      report.add(
          new FacesReport.Tracking(
              name, TrackingStudy.of(predictor, tracking, composer, examples)));
    }
  }
}
