package io.github.fer4j.bench.predict;

import io.github.fer4j.bench.detection.TrackingStudy;
import io.github.fer4j.cli.predict.DetectorOptions;
import io.github.fer4j.cli.predict.ModelOptions;
import io.github.fer4j.core.FaceImage;
import io.github.fer4j.infer.EmotionClassifier;
import io.github.fer4j.infer.EmotionPredictor;
import io.github.fer4j.infer.PictureResult;
import io.github.fer4j.infer.detect.Cascade;
import io.github.fer4j.infer.detect.CascadeFaceDetector;
import io.github.fer4j.infer.detect.CascadeSettings;
import io.github.fer4j.infer.detect.FaceDetector;
import io.github.fer4j.infer.detect.FaceDetectors;
import io.github.fer4j.infer.detect.YuNetFaceDetector;
import io.github.fer4j.infer.picture.Picture;
import io.github.fer4j.infer.video.TrackingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The measurements inside this process, one method each. */
final class PredictBenchmark {
  private static final int BATCH = 64;
  private static final int FILES = 16;
  private static final List<Integer> WORKERS = List.of(1, 2, 4);

  private final ModelOptions model;
  private final DetectorOptions detector;
  private final DrawnScenes scenes;
  private final double seconds;

  /**
   * @param seconds that each measurement lasts
   */
  PredictBenchmark(
      ModelOptions model, DetectorOptions detector, DrawnScenes scenes, double seconds) {
    this.model = model;
    this.detector = detector;
    this.scenes = scenes;
    this.seconds = seconds;
  }

  /** One face through the network, on one thread and on two. */
  List<Figure> oneFace() throws IOException {
    List<Figure> figures = new ArrayList<>();
    FaceImage face = scenes.faces().get(0);
    for (int threads : new int[] {1, 2}) {
      String name = threads + (threads == 1 ? "_thread" : "_threads");
      try (EmotionClassifier classifier = model.open(threads)) {
        figures.addAll(
            Repeated.of(() -> classifier.classify(face), seconds)
                .latency("one_face_" + name, "one face, " + name.replace('_', ' ')));
      }
    }
    return figures;
  }

  /** Many faces at once. */
  Figure batch() throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    List<FaceImage> faces = Collections.nCopies(BATCH, scenes.faces().get(0));
    try (EmotionClassifier classifier = model.open(threads)) {
      double batches = Repeated.of(() -> classifier.classify(faces), seconds).perSecond();
      return new Figure(
          "batch_faces_per_second",
          "batches of " + BATCH + " faces, " + threads + " threads",
          batches * BATCH,
          "faces/s");
    }
  }

  /**
   * YuNet, where it is available, and the cascades, with the settings for pictures and for videos,
   * on pictures of 640x480.
   */
  List<Figure> detectors() {
    List<Figure> figures = new ArrayList<>();
    try (FaceDetector best = FaceDetectors.forPictures()) {
      if (best instanceof YuNetFaceDetector) {
        figures.addAll(detection(best, "yunet"));
      }
    }
    for (Cascade cascade : Cascade.values()) {
      String name = cascade.name().toLowerCase(Locale.ROOT);
      figures.addAll(detection(CascadeSettings.forPictures(cascade), name + "_pictures"));
      figures.addAll(detection(CascadeSettings.forVideo(cascade), name + "_video"));
    }
    return figures;
  }

  private List<Figure> detection(CascadeSettings settings, String name) {
    try (FaceDetector cascade = new CascadeFaceDetector(settings)) {
      return detection(cascade, name);
    }
  }

  private List<Figure> detection(FaceDetector finder, String name) {
    List<Picture> pictures = scenes.pictures();
    int[] next = {0};
    return Repeated.of(() -> finder.detect(pictures.get(next[0]++ % pictures.size())), seconds)
        .latency("detect_" + name, "detection, " + name.replace("_", ", for ") + ", 640x480");
  }

  /** Picture files in, faces out: all processors at work, and 1, 2 and 4 pictures at a time. */
  List<Figure> pictures(Path folder) throws IOException {
    List<Path> files = scenes.write(folder, FILES);
    int usual = Runtime.getRuntime().availableProcessors();
    List<Figure> figures = new ArrayList<>();
    figures.add(rate("pictures_per_second", "end to end", pictures(files, usual)));
    for (int workers : WORKERS) {
      String name = workers + (workers == 1 ? "_worker" : "_workers");
      Repeated rounds = pictures(files, workers);
      figures.add(rate("pictures_per_second_" + name, name.replace('_', ' '), rounds));
      figures.add(
          new Figure(
              "picture_processor_ms_" + name,
              "processor time of one of them, " + name.replace('_', ' '),
              rounds.processorMillis() / FILES,
              "ms"));
    }
    return figures;
  }

  private static Figure rate(String key, String label, Repeated rounds) {
    return new Figure(
        key, "JPEG files of 640x480, " + label, rounds.perSecond() * FILES, "pictures/s");
  }

  private Repeated pictures(List<Path> files, int workers) throws IOException {
    try (EmotionPredictor predictor =
        model.predictor().detector(detector.forPictures()).workers(workers).build()) {
      return Repeated.of(() -> predictAll(predictor, files), seconds);
    }
  }

  private static void predictAll(EmotionPredictor predictor, List<Path> files) {
    try (Stream<PictureResult> results = predictor.predictAll(files.stream())) {
      if (!results.allMatch(PictureResult.Predicted.class::isInstance)) {
        throw new IllegalStateException("A picture of this benchmark's own cannot be read");
      }
    }
  }

  /** Videos of 640x480, from a decoded frame to its labelled faces. */
  List<Figure> video() throws IOException {
    try (EmotionPredictor predictor =
        model.predictor().detector(detector.forVideo()).workers(1).build()) {
      TrackingStudy.Result result =
          TrackingStudy.of(
              predictor,
              TrackingSettings.of(predictor.detector()),
              DrawnScenes.composer(),
              scenes.examples().stream().limit((long) Math.ceil(seconds)).toList());
      return List.of(
          new Figure(
              "video_frames_per_second", "video, 640x480", result.framesPerSecond(), "frames/s"),
          new Figure(
              "video_frame_median_ms", "video frame to faces, median", result.medianMillis(), "ms"),
          new Figure("video_frame_p95_ms", "video frame to faces, p95", result.slowMillis(), "ms"),
          new Figure(
              "video_labelled_percent",
              "frames with a face that got its label",
              100 * result.labelledShare(),
              "%"));
    }
  }
}
