package io.github.fer4j.bench.faces;

import io.github.fer4j.bench.detection.DetectionStudy;
import io.github.fer4j.bench.detection.SceneComposer;
import io.github.fer4j.data.Example;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.FaceDetectors;
import io.github.fer4j.infer.detect.VerifiedCascadeDetector;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Misses and false finds of the cascades, with the settings in use and with others. */
final class DetectorComparison {
  private static final List<Double> FACTORS = List.of(1.05, 1.1, 1.2, 1.3);
  private static final List<Integer> NEIGHBORS = List.of(2, 3, 4, 5, 6, 8, 10, 12);
  private static final List<Integer> SIDES = List.of(640, 320);

  private DetectorComparison() {}

  static void run(
      boolean grid,
      boolean defaults,
      SceneComposer composer,
      List<Example> examples,
      FacesReport report) {
    try (FaceDetector detector = FaceDetectors.forPictures();
        FaceDetector cascades = new VerifiedCascadeDetector()) {
      if (detector instanceof YuNetFaceDetector) {
        add(detector, composer, examples, report);
      }
      add(cascades, composer, examples, report);
    }
    if (!defaults) {
      cascades(grid, composer, examples, report);
    }
  }

  private static void add(
      FaceDetector detector, SceneComposer composer, List<Example> examples, FacesReport report) {
    report.add(
        new FacesReport.Detection(
            detector.name(), DetectionStudy.of(detector, composer, examples)));
  }

  private static void cascades(
      boolean grid, SceneComposer composer, List<Example> examples, FacesReport report) {
    inUse()
        .forEach(
            (name, settings) -> {
              try (CascadeFaceDetector detector = new CascadeFaceDetector(settings)) {
                report.add(
                    new FacesReport.Detection(
                        name, settings, DetectionStudy.of(detector, composer, examples)));
              }
            });
    if (grid) {
      for (Cascade cascade : Cascade.values()) {
        for (int side : SIDES) {
          FACTORS.forEach(factor -> search(cascade, side, factor, composer, examples, report));
        }
      }
    }
  }

  private static Map<String, CascadeSettings> inUse() {
    Map<String, CascadeSettings> named = new LinkedHashMap<>();
    named.put("seed, pictures", CascadeSettings.SEED_PICTURES);
    named.put("seed, video", CascadeSettings.SEED_VIDEO);
    for (Cascade cascade : Cascade.values()) {
      named.put(cascade + ", pictures", CascadeSettings.forPictures(cascade));
      named.put(cascade + ", video", CascadeSettings.forVideo(cascade));
    }
    return named;
  }

  private static void search(
      Cascade cascade,
      int side,
      double factor,
      SceneComposer composer,
      List<Example> examples,
      FacesReport report) {
    int minSize = CascadeSettings.forPictures(cascade).minSize();
    CascadeSettings loosest = new CascadeSettings(cascade, factor, NEIGHBORS.get(0), minSize, side);
    try (CascadeFaceDetector detector = new CascadeFaceDetector(loosest)) {
      List<DetectionStudy.Result> results =
          DetectionStudy.byNeighbors(detector, composer, examples, NEIGHBORS);
      for (int i = 0; i < NEIGHBORS.size(); i++) {
        CascadeSettings settings =
            new CascadeSettings(cascade, factor, NEIGHBORS.get(i), minSize, side);
        report.add(new FacesReport.Detection("" + cascade, settings, results.get(i)));
      }
    }
  }
}
